import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import {
  beginOrderEditOrderWorkflow,
  confirmOrderEditRequestWorkflow,
  orderEditUpdateItemQuantityWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { readOrderMoney } from "../../src/workflows/payment/order-payment/order-money"
import { readPayableOrder, type PayableOrder } from "../../src/workflows/payment/order-payment/payable-order"
import { amountDue } from "../../src/workflows/payment/order-payment/payable"
import { forgetZones } from "../../src/workflows/delivery/zone-cache"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { WORLDS } from "../speed/worlds"
import { checkoutSteps } from "../support/checkout-steps"
import { eventually } from "../support/eventually"
import { configurePayme, moneyOf, newTransactionId, offerPayme, PAYME, paymeClient } from "./payme-support"

configurePayme()

const sumsOf = (order: PayableOrder | undefined) =>
  order && {
    id: order.id,
    status: order.status,
    currency_code: order.currency_code,
    // Medusa rounds its sums to 20 significant digits.
    total: MathBN.convert(order.total, 10).toString(),
    due: amountDue(order),
    collected: (order.payment_collections ?? []).map((one) => [
      String(one?.amount),
      String(one?.captured_amount ?? null),
    ]),
    assignment: {
      id: order.assignment?.id,
      status: order.assignment?.status,
      payment_due_at: new Date(order.assignment?.payment_due_at ?? 0).toISOString(),
    },
  }

/** The shop's statement that reads an order's sum for gateways must return Medusa's own total in every price setup. */
shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      await offerPayme(getContainer(), shop)
    })
    beforeEach(() => forgetZones())

    async function place(code?: string) {
      const steps = checkoutSteps(getContainer(), shop)
      const cartId = await steps.readyCart([{ variant_id: shop.five.id, quantity: 2 }])
      if (code) {
        await updateCartPromotionsWorkflow(getContainer()).run({
          input: { cart_id: cartId, promo_codes: [code] },
        })
      }
      return steps.place(cartId, { provider_id: PAYME })
    }

    async function isMedusas(id: string): Promise<PayableOrder> {
      const medusas = await readOrderMoney(getContainer(), { id })
      const own = await readPayableOrder(getContainer(), { id })
      if (!medusas || !own) {
        throw new Error(`There is no order ${id}`)
      }
      expect(sumsOf(own)).toEqual(sumsOf(medusas))
      const numbered = await readPayableOrder(getContainer(), { reference: String(medusas.display_id) })
      expect(numbered).toEqual(own)
      return own
    }

    it.each(Object.keys(WORLDS))("reads Medusa's total of an order in %s", async (name) => {
      const code = await WORLDS[name]({ container: getContainer(), shop })
      const { order_id: id, total, display_id: number } = await place(code)
      const order = await isMedusas(id)
      expect(MathBN.eq(order.total, total)).toBe(true)
      const charge = { amount: amountDue(order), account: { order_id: String(number) } }
      const payme = paymeClient(api)
      expect((await payme("CheckPerformTransaction", charge)).result).toMatchObject({ allow: true })
      const wrong = { ...charge, amount: (charge.amount ?? 0) + 1 }
      expect((await payme("CheckPerformTransaction", wrong)).error?.code).toBe(-31001)
      const transaction = newTransactionId()
      const created = await payme("CreateTransaction", { id: transaction, time: Date.now(), ...charge })
      expect(created.result).toMatchObject({ state: 1 })
      expect((await payme("PerformTransaction", { id: transaction })).result).toMatchObject({ state: 2 })
      await eventually(async () =>
        expect(await moneyOf(getContainer(), id)).toMatchObject({
          assignment: "offered",
          transactions: [{ settled_state: "performed", needs_attention: null }],
        }),
      )
    })

    /** Staff edit the order in Medusa's admin. */
    async function edit(id: string, quantity: number): Promise<void> {
      const container = getContainer()
      const query = container.resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({ entity: "order", fields: ["items.id"], filters: { id } })
      const items = [{ id: data[0].items?.[0]?.id ?? "", quantity }]
      await beginOrderEditOrderWorkflow(container).run({ input: { order_id: id } })
      await orderEditUpdateItemQuantityWorkflow(container).run({ input: { order_id: id, items } })
      await confirmOrderEditRequestWorkflow(container).run({ input: { order_id: id } })
    }

    it.each(["a plain shop", "taxes and a promotion for everyone"])(
      "reads Medusa's total of an order that staff edited in %s",
      async (name) => {
        await WORLDS[name]({ container: getContainer(), shop })
        const { order_id: id, total, display_id: number } = await place()
        await edit(id, 1)
        const order = await isMedusas(id)
        expect(MathBN.lt(order.total, total)).toBe(true)
        const charge = { amount: total * 100, account: { order_id: String(number) } }
        expect((await paymeClient(api)("CheckPerformTransaction", charge)).error?.code).toBe(-31001)
        await edit(id, 2)
        expect(MathBN.gt((await isMedusas(id)).total, order.total)).toBe(true)
      },
    )
  },
})

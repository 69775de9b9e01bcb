import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { STATUS } from "../../packages/sandbox/click/ledger"
import askStripe from "../../src/jobs/ask-stripe"
import markRefundsDue from "../../src/jobs/mark-refunds-due"
import { createAdmin } from "../support/admin"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { eventually } from "../support/eventually"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { compareRegistry } from "../support/registry"
import { clickCalls, minutesPass, offerClick, placeClickOrder, withClick } from "./click-support"
import { configurePayme, moneyIs, moneyOf, PAYME } from "./payme-support"
import { offerStripe, placeStripeOrder, StripeForTests } from "./stripe-support"

configurePayme()
const { click, shopIsAt } = withClick()
const stripe = new StripeForTests()
beforeAll(() => stripe.start())
afterAll(() => stripe.close())

const ROUTE = "/admin/gateway-transactions"

/** Number of gateway transactions after some years. */
const ALL_TIME = 70_000
/** Time limit of a sweep in ms. One query per id took 90 s. */
const SWEEP_MS = 20_000

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let admin: Awaited<ReturnType<typeof createAdmin>>["options"]
    beforeAll(async () => {
      jobsRunByHand()
      shopIsAt(api.defaults.baseURL)
      shop = await createDeliveryFixture(getContainer())
      await offerClick(getContainer(), shop)
      await offerStripe(getContainer(), shop.region_id)
      admin = (await createAdmin(getContainer())).options
    })
    beforeEach(() => stripe.renew(api.defaults.baseURL))

    const { begin, prepare, complete } = clickCalls(click)
    const becomes = (orderId: string, expected: object) => moneyIs(getContainer(), orderId, expected)

    type Line = { method: string; answer: object; outcome: string }
    /** The calls in the admin history of an order's only payment. */
    const historyOf = async (orderId: string): Promise<Line[]> => {
      const [{ id }] = (await moneyOf(getContainer(), orderId)).transactions
      return (await api.get(`${ROUTE}/${id}`, admin)).data.calls
    }
    const methodsOf = async (orderId: string) => (await historyOf(orderId)).map(({ method }) => method)
    const paymentOf = async (orderId: string): Promise<string> => {
      const { data } = await api.get(`/admin/orders/${orderId}?fields=payment_collections.payments.id`, admin)
      return data.order.payment_collections[0].payments[0].id
    }

    it("records that a payment was performed because the shop asked Click", async () => {
      const order = await placeClickOrder(getContainer(), shop)
      const payment = begin(order)
      expect(await prepare(payment)).toBe(0)
      await minutesPass(getContainer())
      // Click still processes the payment, so nothing changes.
      expect(await methodsOf(order.order_id)).toEqual(["Prepare"])
      payment.status = STATUS.paid
      await minutesPass(getContainer())
      await becomes(order.order_id, { captured: order.total })
      expect(await historyOf(order.order_id)).toMatchObject([
        { method: "Prepare" },
        { method: "payment/status", answer: { answer: { payment_status: STATUS.paid } }, outcome: "ok" },
      ])
      await minutesPass(getContainer())
      expect(await methodsOf(order.order_id)).toEqual(["Prepare", "payment/status"])
    })

    it("records that Click reversed the payment for a refund in Medusa", async () => {
      const order = await placeClickOrder(getContainer(), shop)
      const payment = begin(order)
      expect(await prepare(payment)).toBe(0)
      payment.status = STATUS.paid
      expect(await complete(payment)).toBe(0)
      await becomes(order.order_id, { assignment: "offered", captured: order.total })
      const refunded = await api.post(
        `/admin/payments/${await paymentOf(order.order_id)}/refund`,
        { amount: order.total },
        admin,
      )
      expect([refunded.status, refunded.data.message]).toEqual([200, undefined])
      await becomes(order.order_id, { order: "canceled", transactions: [{ settled_state: "canceled" }] })
      expect(await methodsOf(order.order_id)).toEqual(["Prepare", "Complete", "refund"])
    })

    it("starts with the invoice for a Click app, without the phone number", async () => {
      const order = await placeClickOrder(getContainer(), shop)
      const headers = { "x-publishable-api-key": shop.publishable_key }
      const invoice = `/store/orders/${order.order_id}/payment/invoice`
      expect((await api.post(invoice, { phone: "+998 90 123 45 67" }, { headers })).status).toBe(200)
      const payment = begin(order)
      expect(await prepare(payment)).toBe(0)
      const history = await historyOf(order.order_id)
      expect(history).toMatchObject([
        { method: "invoice/create", request: { amount: order.amount }, outcome: "ok" },
        { method: "Prepare" },
      ])
      expect(JSON.stringify(history)).not.toContain("1234567")
    })

    it("records that a payment was performed without a Stripe event", async () => {
      const order = await placeStripeOrder(getContainer(), shop)
      stripe.standIn.webhook.isHeld = true
      await stripe.press(order.reference, "pay")
      stripe.standIn.webhook.dropHeld()
      await askStripe(getContainer())
      await becomes(order.order_id, { captured: order.total })
      expect(await historyOf(order.order_id)).toMatchObject([
        { method: "checkout/sessions", answer: { payment_status: "paid", amount_total: order.tiyin } },
      ])
      await askStripe(getContainer())
      expect(await methodsOf(order.order_id)).toEqual(["checkout/sessions"])
    })

    it("shows an order as paid after a partial refund and as refunded after a full one", async () => {
      const order = await placeStripeOrder(getContainer(), shop)
      await stripe.press(order.reference, "pay")
      await becomes(order.order_id, { assignment: "offered", captured: order.total })
      const status = async () => {
        const headers = { "x-publishable-api-key": shop.publishable_key }
        return (await api.get(`/store/orders/${order.order_id}/payment`, { headers })).data.status
      }
      const refund = async (amount: number) =>
        api.post(`/admin/payments/${await paymentOf(order.order_id)}/refund`, { amount }, admin)
      expect((await refund(1_000)).status).toBe(200)
      expect(await status()).toBe("paid")
      expect((await refund(order.total - 1_000)).status).toBe(200)
      await eventually(async () => expect(await status()).toBe("refunded"))
    })

    it("finds a due refund among 70,000 transactions within the sweep time limit", async () => {
      const order = await placeClickOrder(getContainer(), shop)
      await cancelOrderWorkflow(getContainer()).run({ input: { order_id: order.order_id } })
      const knex = getContainer().resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
      const insert = (name: string, orderId: string, most: number) =>
        knex.raw(
          `insert into gateway_transaction (id, provider_id, external_id, order_id, reference, amount, raw_amount,
             currency_code, state, settled_state, gateway_time, began_at, performed_at)
           select ? || n, ?, ? || n, ? || n, '1', 100, '{"value":"100"}', 'uzs', 'performed', 'performed', now(), now(),
             now() from generate_series(1, ?) n`,
          [name, PAYME, name, orderId, most],
        )
      await insert("old", "order_of_old_", ALL_TIME)
      await insert("due", "order_due_", 1)
      await knex.raw(`update gateway_transaction set order_id = ? where id = 'due1'`, [order.order_id])
      const began = Date.now()
      await markRefundsDue(getContainer())
      expect(Date.now() - began).toBeLessThan(SWEEP_MS)
      const { gateway_transactions: shown, mismatched } = (await api.get(`${ROUTE}?attention=true`, admin))
        .data
      expect(mismatched).toBe(1)
      expect(shown).toMatchObject([{ id: "due1", needs_attention: "refund_due" }])
    })

    it("does not count a registry's total line as a payment, whatever column it is in", async () => {
      const file = [
        "ID чека;Номер заказа;Сумма;Статус;Дата платежа",
        "5e730e8e0b852a417aa49c01;71;270000;Отменён;22.11.2026 03:30",
        "Итого;;270000;;",
        "Total: 1;;270000;;",
        "Jami;;270000;;",
      ].join("\n")
      const { status, data } = await compareRegistry(api, file, `provider_id=${PAYME}`, admin.headers)
      expect([status, data]).toMatchObject([200, { rows: 1, left_out: 3, differences: [] }])
    })
  },
})

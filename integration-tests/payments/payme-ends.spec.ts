import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  beginOrderEditOrderWorkflow,
  cancelBeginOrderEditWorkflow,
  cancelOrderWorkflow,
  updateProductsWorkflow,
} from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import expireUnpaidOrders from "../../src/jobs/expire-unpaid-orders"
import settleGatewayPayments from "../../src/jobs/settle-gateway-payments"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { beforeOfferWorkflow } from "../../src/workflows/assignment/before-offer"
import { cancelOrderWorkflow as cancelInWorkshopWorkflow } from "../../src/workflows/assignment/cancel-order"
import { expireOrderWorkflow } from "../../src/workflows/assignment/expire-order"
import { followOrder } from "../../src/workflows/assignment/follow-order"
import { paymentSettledWorkflow } from "../../src/workflows/payment/settlement/payment-settled"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { eventually } from "../support/eventually"
import { billOf } from "../support/order-edits"
import { jobsRunByHand } from "../support/jobs-by-hand"
import {
  configurePayme,
  moneyIs,
  moneyOf,
  newTransactionId,
  offerPayme,
  PAYME_MERCHANT,
  paymeClient,
  placePaymeOrder,
  type PaymeClient,
  type PaymeOrder,
} from "./payme-support"

configurePayme()

const TWELVE_HOURS = 43_200_000

/** Calls of the host's hooks. Handlers can be registered once per process. */
let hookCalls: [hook: string, input: { order_id: string }][] = []
let isSettledHookBroken = false
beforeOfferWorkflow.hooks.validate(async (input) => void hookCalls.push(["beforeOffer", input]))
expireOrderWorkflow.hooks.orderCanceled(async (input) => void hookCalls.push(["orderCanceled", input]))
paymentSettledWorkflow.hooks.paymentSettled(async (input) => {
  hookCalls.push(["paymentSettled", input])
  if (isSettledHookBroken) {
    throw new Error("the hook is broken")
  }
})

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let key: string
    let payme: PaymeClient
    let order: PaymeOrder
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createDeliveryFixture(getContainer())
      await offerPayme(getContainer(), shop)
      const [found] = await getContainer().resolve(Modules.API_KEY).listApiKeys({ type: "publishable" })
      key = found.token
    })
    beforeEach(async () => {
      payme = paymeClient(api)
      order = await placePaymeOrder(getContainer(), shop)
      hookCalls = []
      isSettledHookBroken = false
    })

    const gateway = () => getContainer().resolve<GatewayModuleService>(GATEWAY_MODULE)
    const workshop = () => getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const money = () => moneyOf(getContainer(), order.order_id)
    const becomes = (expected: object) => moneyIs(getContainer(), order.order_id, expected)
    const charge = () => ({ amount: order.tiyin, account: order.account })
    const cancelInMedusa = () =>
      cancelOrderWorkflow(getContainer()).run({ input: { order_id: order.order_id } })
    const shown = async () => {
      const { data } = await api.get(`/store/orders/${order.order_id}/payment`, {
        headers: { "x-publishable-api-key": key },
      })
      return data
    }
    const begin = async (time = Date.now()) => {
      const id = newTransactionId()
      const answer = await payme("CreateTransaction", { id, time, ...charge() })
      expect(answer).toMatchObject({ result: { state: 1 } })
      return id
    }
    const setDue = async (minutes: number) => {
      const { assignmentId: id } = await money()
      await workshop().updateAssignments({ id, payment_due_at: new Date(Date.now() + minutes * 60_000) })
    }
    /** Blocks the events of the process, as when it dies. */
    const withoutEvents = async (act: () => Promise<unknown>) => {
      const silent = jest
        .spyOn(getContainer().resolve(Modules.EVENT_BUS), "emit")
        .mockResolvedValue(undefined)
      try {
        await act()
      } finally {
        silent.mockRestore()
      }
    }

    it.each([20_000, -20_000])(
      "captures the whole amount although an edit left the session %i soums too high",
      async (more) => {
        const payment = getContainer().resolve(Modules.PAYMENT)
        const { data: found } = await getContainer()
          .resolve(ContainerRegistrationKeys.QUERY)
          .graph({
            entity: "order",
            fields: ["payment_collections.payment_sessions.*"],
            filters: { id: order.order_id },
          })
        const session = found[0].payment_collections?.[0]?.payment_sessions?.[0]
        const { id = "", currency_code = "", data = {} } = session ?? {}
        await payment.updatePaymentSession({
          id,
          currency_code,
          data: data ?? {},
          amount: order.total + more,
        })
        await payme("PerformTransaction", { id: await begin() })
        await becomes({ captured: order.total, refunded: 0, assignment: "offered" })
        const [paid] = await payment.listPayments({ payment_session_id: id })
        expect([Number(paid.amount), Boolean(paid.captured_at)]).toEqual([order.total, true])
      },
    )

    it("shows a storefront the checkout address and the payment's status", async () => {
      const waiting = await shown()
      expect(waiting).toEqual({
        status: "awaiting_payment",
        checkout_url: expect.any(String),
        reference: order.reference,
        amount_due: order.tiyin,
        expires_at: expect.any(String),
      })
      expect(order.payment.checkout_url).toBe(waiting.checkout_url)
      const { host, pathname } = new URL(waiting.checkout_url)
      expect([host, Buffer.from(pathname.slice(1), "base64").toString()]).toEqual([
        "checkout.paycom.uz",
        `m=${PAYME_MERCHANT};ac.order_id=${order.reference};a=${order.tiyin};l=ru`,
      ])
      const minutes = (new Date(waiting.expires_at).getTime() - Date.now()) / 60_000
      expect(minutes).toBeGreaterThan(10)
      expect(minutes).toBeLessThanOrEqual(15)

      const id = await begin()
      expect(await shown()).toMatchObject({ status: "processing", reference: order.reference })
      await payme("PerformTransaction", { id })
      await becomes({ assignment: "offered" })
      expect(await shown()).toMatchObject({ status: "paid", checkout_url: null, expires_at: null })
    })

    const calls = () => hookCalls.filter(([, { order_id }]) => order_id === order.order_id)

    it("runs the host's hooks once when an order is paid and when its payment is refunded", async () => {
      const id = await begin()
      expect(calls()).toEqual([])
      await payme("PerformTransaction", { id })
      await becomes({ assignment: "offered", transactions: [{ settled_state: "performed" }] })
      const [{ id: transaction_id }] = (await money()).transactions
      const settled = {
        transaction_id,
        provider_id: "pp_payme_payme",
        order_id: order.order_id,
        state: "performed",
        amount: order.tiyin,
        refunded_amount: 0,
        currency_code: "uzs",
      }
      const paid = [
        ["beforeOffer", { order_id: order.order_id }],
        ["paymentSettled", settled],
      ]
      await eventually(() => expect(calls()).toEqual(paid))

      isSettledHookBroken = true
      await payme("CancelTransaction", { id, reason: 5 })
      await becomes({
        assignment: "canceled",
        transactions: [{ state: "canceled", settled_state: "canceled" }],
      })
      const refunded = { ...settled, state: "canceled", refunded_amount: order.tiyin }
      await eventually(() => expect(calls()).toEqual([...paid, ["paymentSettled", refunded]]))
      await settleGatewayPayments(getContainer())
      expect(calls()).toHaveLength(3)
    })

    it("runs the host's hook when an unpaid order expires", async () => {
      await setDue(-1)
      await expireUnpaidOrders(getContainer())
      await becomes({ assignment: "canceled" })
      expect(calls()).toEqual([["orderCanceled", expect.objectContaining({ order_id: order.order_id })]])
    })

    it("refuses payment for a closed order", async () => {
      await setDue(-1)
      expect((await payme("CheckPerformTransaction", charge())).error?.code).toBe(-31051)
      await expireUnpaidOrders(getContainer())
      const late = await payme("CreateTransaction", { id: newTransactionId(), time: Date.now(), ...charge() })
      expect(late.error).toMatchObject({ code: -31051, data: "order_id" })
      expect(await money()).toMatchObject({ order: "canceled", transactions: [] })
      expect(await shown()).toMatchObject({ status: "canceled", checkout_url: null })
    })

    it("keeps an order with a transaction in progress beyond the payment window, until the transaction ends", async () => {
      const id = await begin()
      await setDue(-1)
      await expireUnpaidOrders(getContainer())
      expect(await money()).toMatchObject({ assignment: "awaiting_payment" })
      await payme("CancelTransaction", { id, reason: 3 })
      await expireUnpaidOrders(getContainer())
      expect(await money()).toMatchObject({ assignment: "canceled" })
    })

    it("cancels a transaction 12 hours after Payme's create time", async () => {
      const id = newTransactionId()
      const old = await payme("CreateTransaction", { id, time: Date.now() - TWELVE_HOURS, ...charge() })
      expect(old.error?.code).toBe(-31008)
      expect((await payme("CheckTransaction", { id })).error?.code).toBe(-31003)

      const known = await begin()
      const [{ id: row }] = (await money()).transactions
      await gateway().updateGatewayTransactions({ id: row, expires_at: new Date(Date.now() - 1) })
      expect((await payme("PerformTransaction", { id: known })).error?.code).toBe(-31008)
      expect((await payme("CheckTransaction", { id: known })).result).toMatchObject({ state: -1, reason: 4 })
      await begin()
    })

    it("refuses PerformTransaction for an order that was canceled after CreateTransaction", async () => {
      const id = await begin()
      await cancelInMedusa()
      expect((await payme("PerformTransaction", { id })).error?.code).toBe(-31008)
      expect((await payme("CheckTransaction", { id })).result).toMatchObject({ state: -1, reason: 3 })
      expect(await money()).toMatchObject({ captured: 0, payments: 0 })
    })

    it("settles a payment once by the sweep when the process died after PerformTransaction", async () => {
      const id = await begin()
      await withoutEvents(() => payme("PerformTransaction", { id }))
      expect(await money()).toMatchObject({ captured: 0, transactions: [{ settled_state: null }] })
      await setDue(-1)
      await expireUnpaidOrders(getContainer())
      await Promise.all([settleGatewayPayments(getContainer()), settleGatewayPayments(getContainer())])
      await settleGatewayPayments(getContainer())
      await becomes({
        assignment: "offered",
        captured: order.total,
        payments: 1,
        transactions: [{ settled_state: "performed", needs_attention: null }],
      })
    })

    it("shows staff the money of a canceled order until Payme refunds it", async () => {
      const id = await begin()
      // The order is canceled after the route checked it and before the transaction is stored as performed.
      await cancelInMedusa()
      const [{ id: row, order_id }] = (await money()).transactions
      await gateway().perform({ id: row, order_id }, new Date())
      await settleGatewayPayments(getContainer())
      await becomes({ captured: 0, transactions: [{ needs_attention: "order_canceled" }] })
      expect((await payme("CancelTransaction", { id, reason: 5 })).result).toMatchObject({ state: -2 })
      await becomes({ transactions: [{ needs_attention: null, settled_state: "canceled" }] })
    })

    it("shows staff the payment of a paid order that they cancel; Payme's CancelTransaction closes it", async () => {
      const id = await begin()
      await payme("PerformTransaction", { id })
      await becomes({ assignment: "offered" })
      await cancelInMedusa()
      await becomes({ order: "canceled", refunded: 0, transactions: [{ needs_attention: "refund_due" }] })
      const bill = () => billOf(getContainer(), order.order_id)
      await eventually(async () => expect(await bill()).toMatchObject({ paid: order.total, refunded: 0 }))
      await payme("CancelTransaction", { id, reason: 5 })
      await becomes({ refunded: order.total, transactions: [{ needs_attention: null }] })
      expect(await bill()).toMatchObject({ paid: order.total, refunded: order.total })
      expect(await shown()).toMatchObject({ status: "refunded" })
    })

    it("cancels a refunded order after staff end their edit, and until then reserves nothing again", async () => {
      const container = getContainer()
      const id = await begin()
      await payme("PerformTransaction", { id })
      await becomes({ assignment: "offered" })
      const inventory = container.resolve(Modules.INVENTORY)
      const { order_id } = order
      const { lines } = await billOf(container, order_id)
      const reserved = async () => {
        const found = await inventory.listReservationItems({ line_item_id: lines.map((line) => line.id) })
        return found
          .map(({ inventory_item_id, quantity }) => `${inventory_item_id} ${Number(quantity)}`)
          .sort()
      }
      // An order that a florist gives back has deleted reservations too.
      const before = await inventory.listReservationItems({ line_item_id: lines.map((line) => line.id) })
      await inventory.softDeleteReservationItems(before.map((one) => one.id))
      await inventory.createReservationItems(
        before.map(({ inventory_item_id, location_id, line_item_id, quantity }) => ({
          ...{ inventory_item_id, location_id, quantity: Number(quantity) },
          line_item_id: line_item_id ?? undefined,
        })),
      )
      const held = await reserved()
      expect(held).not.toEqual([])

      await beginOrderEditOrderWorkflow(container).run({ input: { order_id } })
      expect((await payme("CancelTransaction", { id, reason: 5 })).result).toMatchObject({ state: -2 })
      await settleGatewayPayments(container)
      expect(await money()).toMatchObject({
        order: "pending",
        assignment: "offered",
        transactions: [{ state: "canceled", settled_state: "performed" }],
      })
      expect(await reserved()).toEqual(held)

      await cancelBeginOrderEditWorkflow(container).run({ input: { order_id } })
      await settleGatewayPayments(container)
      await becomes({ order: "canceled", assignment: "canceled", refunded: order.total })
      expect(await reserved()).toEqual([])
    })

    it("keeps the sums of an order whose shopper cancels it while the payment is captured", async () => {
      const container = getContainer()
      for (let wait = 0; wait < 120; wait += 20) {
        order = await placePaymeOrder(container, shop)
        const { assignmentId: assignment_id } = await money()
        const id = await begin()
        const input = { assignment_id, actor: { type: "system" as const } }
        await Promise.all([
          payme("PerformTransaction", { id }),
          sleep(wait).then(() => cancelInWorkshopWorkflow(container).run({ input, throwOnError: false })),
        ])
        await settleGatewayPayments(container)
        await becomes({ order: "canceled", assignment: "canceled" })
        const { paid } = await billOf(container, order.order_id)
        expect([wait, paid]).toEqual([wait, (await money()).captured])
      }
    })

    it("cancels the assignment of an order that two people canceled at once", async () => {
      const container = getContainer()
      await payme("PerformTransaction", { id: await begin() })
      await becomes({ assignment: "offered" })
      const { order_id } = order
      await withoutEvents(cancelInMedusa)
      // Each of two cancellations writes a change of the order, and both confirm the same one.
      await container
        .resolve(Modules.ORDER)
        .createOrderChange({ order_id, change_type: "credit_line", description: "the second cancellation" })
      await followOrder(container, order_id)
      await becomes({ order: "canceled", assignment: "canceled" })
    })

    it("refunds an order whose flowers are ready, and leaves its workshop state to staff", async () => {
      const id = await begin()
      await payme("PerformTransaction", { id })
      await becomes({ assignment: "offered" })
      const { assignmentId } = await money()
      await workshop().updateAssignments({ id: assignmentId, status: "delivered", closed_at: new Date() })
      expect((await payme("CancelTransaction", { id, reason: 3 })).error?.code).toBe(-31007)
      expect((await payme("CancelTransaction", { id, reason: 5 })).result).toMatchObject({ state: -2 })
      await becomes({
        order: "pending",
        assignment: "delivered",
        refunded: order.total,
        transactions: [{ needs_attention: "order_in_work", settled_state: "canceled" }],
      })
    })

    it("accepts one of two parallel CreateTransaction calls, and performs it once", async () => {
      const ids = [newTransactionId(), newTransactionId()]
      const begun = await Promise.all(
        ids.map((id) => payme("CreateTransaction", { id, time: Date.now(), ...charge() })),
      )
      const codes = begun.map(({ error }) => error?.code ?? 0).sort((a, b) => a - b)
      expect(codes).toEqual([-31008, 0])
      const id = ids[begun.findIndex(({ result }) => result)]
      const [one, two] = await Promise.all([
        payme("PerformTransaction", { id }),
        payme("PerformTransaction", { id }),
      ])
      expect(one.result).toMatchObject({ state: 2 })
      expect(two.result).toEqual(one.result)
      await becomes({ assignment: "offered", captured: order.total, payments: 1 })
    })

    it("lists the transactions of a period with both bounds included, without failed ones", async () => {
      const time = Date.now()
      const id = await begin(time)
      await payme("CreateTransaction", { id: newTransactionId(), time: time + 1, ...charge() })
      const { result } = await payme("GetStatement", { from: time, to: time })
      expect(result?.transactions).toEqual([
        expect.objectContaining({ id, time, amount: order.tiyin, account: order.account, state: 1 }),
      ])
      expect((await payme("GetStatement", { from: time + 1, to: time + 9 })).result).toEqual({
        transactions: [],
      })
    })

    it("returns the fiscal receipt's items once every product has its codes", async () => {
      expect((await payme("CheckPerformTransaction", charge())).result).toEqual({ allow: true })
      await updateProductsWorkflow(getContainer()).run({
        input: {
          selector: { id: shop.five.product_id },
          update: { metadata: { ikpu: "00601001001000000", package_code: "1501234", vat_percent: 12 } },
        },
      })
      const { result } = await payme("CheckPerformTransaction", charge())
      const { detail } = result as {
        detail: { items: { price: number; count: number }[]; shipping?: { price: number } }
      }
      expect(detail).toMatchObject({
        receipt_type: 0,
        items: [{ count: 1, code: "00601001001000000", package_code: "1501234", vat_percent: 12 }],
      })
      const sum = detail.items.reduce((total, item) => total + item.price * item.count, 0)
      expect(sum + (detail.shipping?.price ?? 0)).toBe(order.tiyin)

      const id = await begin()
      const fiscal = { receipt_id: 121, status_code: 0, terminal_id: "EP1", qr_code_url: "https://ofd.uz/x" }
      const stored = await payme("SetFiscalData", { id, type: "PERFORM", fiscal_data: fiscal })
      expect(stored.result).toEqual({ success: true })
      expect((await money()).transactions[0].fiscal).toEqual({ payment: fiscal })
    })
  },
})

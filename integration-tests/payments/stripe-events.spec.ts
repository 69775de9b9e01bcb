import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { signature } from "../../packages/sandbox/stripe/webhook"
import askStripe from "../../src/jobs/ask-stripe"
import expireUnpaidOrders from "../../src/jobs/expire-unpaid-orders"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { CASH_PROVIDER } from "../../src/lib/shop"
import { changeOrderPaymentWorkflow } from "../../src/workflows/payment/order-payment/change-order-payment"
import { createAdmin } from "../support/admin"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { eventually } from "../support/eventually"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { moneyIs, moneyOf } from "./payme-support"
import { offerStripe, placeStripeOrder, STRIPE, StripeForTests, WEBHOOK_SECRET } from "./stripe-support"

const stripe = new StripeForTests()
beforeAll(() => stripe.start())
afterAll(() => stripe.close())

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let admin: { headers: Record<string, string> }
    let order: Awaited<ReturnType<typeof placeStripeOrder>>
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createDeliveryFixture(getContainer())
      await offerStripe(getContainer(), shop.region_id)
      admin = (await createAdmin(getContainer())).options
    })
    beforeEach(async () => {
      await stripe.renew(api.defaults.baseURL)
      order = await placeStripeOrder(getContainer(), shop)
    })

    const gateway = () => getContainer().resolve<GatewayModuleService>(GATEWAY_MODULE)
    const money = () => moneyOf(getContainer(), order.order_id)
    const becomes = (expected: object) => moneyIs(getContainer(), order.order_id, expected)
    const press = (action: string) => stripe.press(order.reference, action)
    const page = () => stripe.pageOf(order.reference)
    const intent = () => stripe.standIn.account.intent(page().payment_intent ?? "")
    const charge = () => stripe.standIn.account.charge(intent().latest_charge ?? "")
    const ask = () => askStripe(getContainer())
    const cancelInMedusa = () =>
      cancelOrderWorkflow(getContainer()).run({ input: { order_id: order.order_id } })
    const paid = async () => {
      await press("pay")
      await becomes({ assignment: "offered", captured: order.total })
    }
    const shown = async (orderId = order.order_id) => {
      const headers = { "x-publishable-api-key": shop.publishable_key }
      return (await api.get(`/store/orders/${orderId}/payment`, { headers })).data
    }
    const refundInAdmin = async (amount?: number) => {
      const query = getContainer().resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({
        entity: "order",
        fields: ["payment_collections.payments.id"],
        filters: { id: order.order_id },
      })
      const id = data[0].payment_collections?.[0]?.payments?.[0]?.id
      return api.post(`/admin/payments/${id}/refund`, { amount }, { ...admin, validateStatus: () => true })
    }
    const setDue = async (minutes: number) => {
      const { assignmentId: id } = await money()
      const workshop = getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      await workshop.updateAssignments({ id, payment_due_at: new Date(Date.now() + minutes * 60_000) })
    }
    /** Blocks the events of the process, as when it dies. */
    const withoutEvents = async (act: () => Promise<unknown>) => {
      const bus = getContainer().resolve(Modules.EVENT_BUS)
      const silent = jest.spyOn(bus, "emit").mockResolvedValue(undefined)
      try {
        await act()
      } finally {
        silent.mockRestore()
      }
    }
    const post = (body: string, header?: string) =>
      api.post("/hooks/stripe", body, {
        headers: {
          "content-type": "application/json",
          ...(header === undefined ? {} : { "stripe-signature": header }),
        },
        transformRequest: [(data: string) => data],
        validateStatus: () => true,
      })

    it("acts once for events that are repeated, late and out of order", async () => {
      const { webhook, state } = stripe.standIn
      webhook.isHeld = true
      await press("pay")
      stripe.standIn.account.refund(intent(), 1_000_000)
      webhook.release((events) => [...events].reverse())
      await webhook.idle()
      const sent = state.events.filter(({ data }) => data.object.object !== "payment_intent")
      await Promise.all([...sent, ...sent].map((event) => webhook.deliverOnce(event)))
      await becomes({
        assignment: "offered",
        captured: order.total,
        refunded: 10_000,
        payments: 1,
        transactions: [{ state: "performed", settled_state: "performed", refunded_amount: 1_000_000 }],
      })
      const events = await gateway().listGatewayEvents({})
      expect(events.map(({ type }) => type).sort()).toEqual([
        "charge.refunded",
        "checkout.session.completed",
        "refund.created",
      ])
      await eventually(async () => {
        const left = await gateway().listGatewayEvents({ followed_at: null })
        expect(left).toEqual([])
      })
      expect((await money()).transactions).toHaveLength(1)
    })

    it("accepts only recent events with Stripe's signature", async () => {
      const forged = JSON.stringify({
        id: "evt_1",
        type: "checkout.session.completed",
        created: 1,
        data: { object: { object: "checkout.session", id: page().id } },
      })
      const hourAgo = Math.floor(Date.now() / 1000) - 3600
      const headers = [
        undefined,
        "t=1,v1=00",
        signature(forged, "whsec_of_somebody_else"),
        signature(forged, WEBHOOK_SECRET, hourAgo),
        signature(`${forged} `, WEBHOOK_SECRET),
      ]
      for (const header of headers) {
        const { status, data } = await post(forged, header)
        expect([status, data.code]).toEqual([400, "wrong_signature"])
      }
      expect(await gateway().listGatewayEvents({})).toEqual([])
      expect((await post(forged, signature(forged, WEBHOOK_SECRET))).status).toBe(200)
      expect(await money()).toMatchObject({ captured: 0, transactions: [] })
    })

    it("stores only redacted fields of an event", async () => {
      await paid()
      const calls = await gateway().listGatewayCalls({ method: "checkout.session.completed" })
      expect(calls[0]).toMatchObject({
        external_id: intent().id,
        reference: order.reference,
        outcome: "ok",
        answer: { received: true },
        request: { amount_total: order.tiyin, currency: "uzs", payment_status: "paid" },
      })
      expect(Object.keys(calls[0].request)).not.toContain("customer_email")
    })

    it("polls a payment whose event was lost, or whose process died during the event", async () => {
      stripe.standIn.webhook.isHeld = true
      await press("pay")
      stripe.standIn.webhook.dropHeld()
      await ask()
      await becomes({ assignment: "offered", captured: order.total, payments: 1 })

      await withoutEvents(async () => {
        stripe.standIn.account.refund(intent(), 500)
        await stripe.standIn.webhook.idle()
      })
      expect(await gateway().listGatewayEvents({ followed_at: null })).not.toEqual([])
      const sql = getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await sql.raw(`update gateway_event set updated_at = now() - interval '1 minute'`)
      await ask()
      await becomes({ refunded: 5, transactions: [{ refunded_amount: 500, settled_state: "performed" }] })
      expect(await gateway().listGatewayEvents({ followed_at: null })).toEqual([])
    })

    it("creates the page later when Stripe was unreachable, and never two pages", async () => {
      stripe.standIn.setLine("answers_lost")
      const late = await placeStripeOrder(getContainer(), shop)
      const reference = String(late.display_id)
      expect(late.payment).not.toHaveProperty("checkout_url")
      expect(stripe.pagesOf(reference)).toHaveLength(1)
      expect(await shown(late.order_id)).toMatchObject({ status: "awaiting_payment", checkout_url: null })
      stripe.standIn.setLine("up")
      expect(await shown(late.order_id)).toMatchObject({ checkout_url: stripe.pageOf(reference).url })

      stripe.standIn.setLine("down")
      const later = await placeStripeOrder(getContainer(), shop)
      expect(stripe.pagesOf(String(later.display_id))).toEqual([])
      stripe.standIn.setLine("up")
      await ask()
      expect(await shown(later.order_id)).toMatchObject({
        checkout_url: stripe.pageOf(String(later.display_id)).url,
      })
    })

    it("takes no payment on the page of a closed order", async () => {
      await setDue(-1)
      await expireUnpaidOrders(getContainer())
      await eventually(() => expect(page().status).toBe("expired"))
      expect(await press("pay")).toContain("expired")
      expect(await money()).toMatchObject({ order: "canceled", captured: 0, transactions: [] })
    })

    it("closes by the sweep a page that the process could not close, and refunds a late payment", async () => {
      await withoutEvents(cancelInMedusa)
      page().created -= 600
      await ask()
      expect(page().status).toBe("expired")

      order = await placeStripeOrder(getContainer(), shop)
      stripe.standIn.webhook.isHeld = true
      await press("pay")
      await cancelInMedusa()
      await eventually(() => expect(charge().refunded).toBe(true))
      await becomes({
        order: "canceled",
        captured: 0,
        transactions: [
          {
            state: "canceled",
            settled_state: "canceled",
            needs_attention: null,
            refunded_amount: order.tiyin,
          },
        ],
      })
      stripe.standIn.webhook.release()
      await stripe.standIn.webhook.idle()
      expect(Object.values(stripe.standIn.state.refunds)).toHaveLength(1)
    })

    it("refunds parts and the rest, from the admin and from Stripe's dashboard, with equal sums", async () => {
      await paid()
      const { assignmentId: id } = await money()
      const workshop = getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      await workshop.updateAssignments({ id, status: "delivered", closed_at: new Date() })

      expect((await refundInAdmin(20_000)).status).toBe(200)
      await becomes({
        refunded: 20_000,
        transactions: [{ refunded_amount: 2_000_000, needs_attention: null }],
      })
      expect(charge().amount_refunded).toBe(2_000_000)

      stripe.standIn.account.refund(intent(), 1_500_050)
      await becomes({ refunded: 35_000.5, transactions: [{ refunded_amount: 3_500_050 }] })

      stripe.standIn.account.refund(intent())
      await becomes({
        order: "pending",
        captured: order.total,
        refunded: order.total,
        transactions: [{ state: "canceled", settled_state: "canceled", needs_attention: "order_in_work" }],
      })
      expect(Object.values(stripe.standIn.state.refunds)).toHaveLength(3)
    })

    it("shows staff Stripe's own words when it refuses a refund", async () => {
      await paid()
      stripe.standIn.account.refund(intent(), order.tiyin - 100)
      await becomes({ refunded: order.total - 1 })
      stripe.standIn.setLine("down")
      const failed = await refundInAdmin(1)
      expect(failed.status).toBe(400)
      expect(failed.data.message).toContain("Stripe refused the refund")
      stripe.standIn.setLine("up")
      expect(await money()).toMatchObject({ refunded: order.total - 1 })
    })

    it("refunds a canceled paid order, also when Stripe was unreachable at that moment", async () => {
      await paid()
      await cancelInMedusa()
      await becomes({
        order: "canceled",
        refunded: order.total,
        transactions: [{ state: "canceled", settled_state: "canceled", needs_attention: null }],
      })
      expect(charge().refunded).toBe(true)

      order = await placeStripeOrder(getContainer(), shop)
      await paid()
      stripe.standIn.setLine("down")
      await cancelInMedusa()
      await becomes({ order: "canceled", transactions: [{ needs_attention: "refund_due" }] })
      expect(charge().refunded).toBe(false)
      stripe.standIn.setLine("up")
      await ask()
      await becomes({
        refunded: order.total,
        transactions: [{ state: "canceled", settled_state: "canceled", needs_attention: null }],
      })
      expect(charge().refunded).toBe(true)
    })

    it("shows staff a dispute, and records a lost dispute as a refund", async () => {
      await paid()
      await press("dispute")
      await becomes({
        captured: order.total,
        transactions: [{ state: "performed", needs_attention: "disputed" }],
      })
      await press("win_dispute")
      await becomes({ refunded: 0, transactions: [{ state: "performed", needs_attention: null }] })
      await press("dispute")
      await becomes({ transactions: [{ needs_attention: "disputed" }] })
      await press("lose_dispute")
      await becomes({
        order: "canceled",
        refunded: order.total,
        transactions: [{ state: "canceled", settled_state: "canceled", refunded_amount: order.tiyin }],
      })
      expect(Object.values(stripe.standIn.state.refunds)).toEqual([])
    })

    it("waits for a bank transfer beyond the payment window, until it arrives or fails", async () => {
      await press("begin_transfer")
      await becomes({ captured: 0, transactions: [{ state: "in_progress" }] })
      expect(await shown()).toMatchObject({ status: "processing" })
      await setDue(-1)
      await expireUnpaidOrders(getContainer())
      expect(await money()).toMatchObject({ assignment: "awaiting_payment" })
      await press("transfer_arrives")
      await becomes({ assignment: "offered", captured: order.total, transactions: [{ state: "performed" }] })

      order = await placeStripeOrder(getContainer(), shop)
      await press("begin_transfer")
      await becomes({ transactions: [{ state: "in_progress" }] })
      await press("transfer_fails")
      await becomes({ captured: 0, transactions: [{ state: "canceled", performed_at: null }] })
      await setDue(-1)
      await expireUnpaidOrders(getContainer())
      expect(await money()).toMatchObject({ assignment: "canceled" })
    })

    it("closes the page of an order that is paid in another way, and refunds money that arrives later", async () => {
      const customer = await getContainer()
        .resolve(Modules.CUSTOMER)
        .createCustomers({ first_name: "Zilola" })
      const toCash = async (isPaid: boolean) => {
        const steps = checkoutSteps(getContainer(), shop)
        const cartId = await steps.cart([{ variant_id: shop.five.id, quantity: 1 }], customer.id)
        await steps.answerDelivery(cartId)
        const placed = await steps.place(cartId, { provider_id: STRIPE })
        order = { ...placed, reference: String(placed.display_id), tiyin: placed.total * 100 }
        if (isPaid) {
          stripe.standIn.webhook.isHeld = true
          await press("pay")
        }
        await changeOrderPaymentWorkflow(getContainer()).run({
          input: { order_id: order.order_id, customer_id: customer.id, provider_id: CASH_PROVIDER },
        })
        await becomes({ assignment: "offered", captured: 0 })
      }
      await toCash(false)
      expect(page().status).toBe("expired")

      await toCash(true)
      stripe.standIn.webhook.release()
      await becomes({
        order: "pending",
        assignment: "offered",
        captured: 0,
        transactions: [{ state: "canceled", settled_state: "canceled", needs_attention: null }],
      })
      expect(charge().refunded).toBe(true)
    })

    it("ignores events of other uses of the same account", async () => {
      const { account, webhook } = stripe.standIn
      const foreign = { ...structuredClone(page()), id: "cs_test_foreign", metadata: { order_id: "order_1" } }
      stripe.standIn.state.pages[foreign.id] = foreign
      account.pay(foreign)
      account.emit("charge.refunded", { id: "ch_1", payment_intent: "pi_of_a_card_form" })
      await webhook.idle()
      await eventually(async () => {
        const events = await gateway().listGatewayEvents({})
        expect(events.map(({ followed_at }) => followed_at !== null)).toEqual([true, true])
      })
      await ask()
      expect(await money()).toMatchObject({ captured: 0, transactions: [] })
    })
  },
})

import { Modules } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import expireUnpaidOrders from "../../src/jobs/expire-unpaid-orders"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { CASH_PROVIDER } from "../../src/lib/shop"
import { changeOrderPaymentWorkflow } from "../../src/workflows/payment/order-payment/change-order-payment"
import { askStripe } from "../../src/workflows/payment/stripe/ask-stripe"
import { checkoutSteps } from "../support/checkout-steps"
import { eventually } from "../support/eventually"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { moneyIs, moneyOf } from "./payme-support"
import { offerStripe, placeStripeOrder, STRIPE, StripeForTests } from "./stripe-support"

const stripe = new StripeForTests()
beforeAll(() => stripe.start())
afterAll(() => stripe.close())

const DAY_SECONDS = 24 * 60 * 60
const PAGES = "/v1/checkout/sessions"

/** The shop polls Stripe for changes whose events were lost. */
shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let order: Awaited<ReturnType<typeof placeStripeOrder>>
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createDeliveryFixture(getContainer())
      await offerStripe(getContainer(), shop.region_id)
    })
    beforeEach(async () => {
      await stripe.renew(api.defaults.baseURL)
      order = await placeStripeOrder(getContainer(), shop)
    })

    const becomes = (expected: object) => moneyIs(getContainer(), order.order_id, expected)
    const press = (action: string) => stripe.press(order.reference, action)
    /** Performs an action at Stripe whose events are never delivered. */
    const withoutEvents = async (action: string) => {
      const { webhook } = stripe.standIn
      webhook.isHeld = true
      await press(action)
      webhook.release(() => [])
      await webhook.idle()
    }
    const look = (isDaily: boolean) => askStripe(getContainer(), { is_thorough: true, is_daily: isDaily })

    it("finds a dispute and its result", async () => {
      await press("pay")
      await becomes({ assignment: "offered", captured: order.total })
      await withoutEvents("dispute")
      await look(false)
      await becomes({ transactions: [{ state: "performed", needs_attention: "disputed" }] })
      await withoutEvents("win_dispute")
      await look(false)
      await becomes({ refunded: 0, transactions: [{ state: "performed", needs_attention: null }] })
      await withoutEvents("dispute")
      await withoutEvents("lose_dispute")
      await look(false)
      await becomes({
        order: "canceled",
        refunded: order.total,
        transactions: [{ state: "canceled", settled_state: "canceled", refunded_amount: order.tiyin }],
      })
    })

    it("finds a bank transfer that arrives after days for a canceled order, and refunds it", async () => {
      await withoutEvents("begin_transfer")
      const { assignmentId: id } = await moneyOf(getContainer(), order.order_id)
      await getContainer()
        .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
        .updateAssignments({ id, payment_due_at: new Date(Date.now() - 60_000) })
      await expireUnpaidOrders(getContainer())
      await becomes({ order: "canceled", transactions: [] })
      const page = stripe.pageOf(order.reference)
      // Canceling closes the order's page at once and polls its payment, here before the transfer arrives.
      await eventually(() => expect(stripe.asked.join("\n")).toContain(`GET ${PAGES}/${page.id}?expand`))
      await withoutEvents("transfer_arrives")
      page.created -= 5 * DAY_SECONDS
      await look(false)
      expect((await moneyOf(getContainer(), order.order_id)).transactions).toEqual([])
      await look(true)
      await becomes({ captured: 0, transactions: [{ state: "canceled", settled_state: "canceled" }] })
      const [{ amount }] = Object.values(stripe.standIn.state.refunds)
      expect(amount).toBe(order.tiyin)
    })

    it("polls a payment while its shopper changes to cash", async () => {
      const container = getContainer()
      const customer = await container.resolve(Modules.CUSTOMER).createCustomers({ first_name: "Zilola" })
      const steps = checkoutSteps(container, shop)
      const cartId = await steps.cart([{ variant_id: shop.five.id, quantity: 1 }], customer.id)
      await steps.answerDelivery(cartId)
      stripe.standIn.setLine("down")
      const { order_id: id } = await steps.place(cartId, { provider_id: STRIPE })
      stripe.standIn.setLine("up")
      const payments = container.resolve(Modules.PAYMENT)
      const update = payments.updatePaymentSession.bind(payments)
      jest.spyOn(payments, "updatePaymentSession").mockImplementationOnce(async (...input) => {
        await changeOrderPaymentWorkflow(container).run({
          input: { order_id: id, customer_id: customer.id, provider_id: CASH_PROVIDER },
        })
        return update(...input)
      })
      const headers = { "x-publishable-api-key": shop.publishable_key }
      const { data } = await api.get(`/store/orders/${id}/payment`, { headers })
      expect(data).toMatchObject({ status: "on_delivery", checkout_url: null })
    })
  },
})

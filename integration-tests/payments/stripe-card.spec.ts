import { Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { stripeClient } from "../../src/providers/payment-stripe-checkout/protocol/client"
import { refundInCash } from "../../src/workflows/order-edits/refund-in-cash"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { moneyIs } from "./payme-support"
import { API_KEY, offerStripe, StripeForTests } from "./stripe-support"

const CARD = "pp_stripe_stripe"

const stripe = new StripeForTests()
beforeAll(() => stripe.start())
afterAll(() => stripe.close())

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let headers: Record<string, string>
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createDeliveryFixture(getContainer())
      await offerStripe(getContainer(), shop.region_id, CARD)
      headers = { "x-publishable-api-key": shop.publishable_key }
    })
    beforeEach(() => stripe.renew(api.defaults.baseURL))

    it("charges a storefront's card form through Medusa's Stripe provider at the configured API host", async () => {
      const steps = checkoutSteps(getContainer(), shop)
      const cartId = await steps.readyCart([{ variant_id: shop.five.id, quantity: 1 }])
      const { data: made } = await api.post("/store/payment-collections", { cart_id: cartId }, { headers })
      const collection = `/store/payment-collections/${made.payment_collection.id}`
      const { data } = await api.post(`${collection}/payment-sessions`, { provider_id: CARD }, { headers })
      const [{ id: sessionId, data: intent }] = data.payment_collection.payment_sessions
      expect(stripe.asked).toContain("POST /v1/payment_intents")
      expect(Object.keys(stripe.standIn.state.intents)).toEqual([intent.id])
      expect(intent.client_secret).toMatch(/^pi_\w+_secret_/)

      const complete = () =>
        api.post(`/store/carts/${cartId}/complete`, {}, { headers, validateStatus: () => true })
      const { status, data: refused } = await complete()
      expect([status, refused.type]).toEqual([400, "not_allowed"])

      const card = stripeClient({ apiKey: API_KEY, apiUrl: stripe.url })
      const pay = (payment_method: string) => card.paymentIntents.confirm(intent.id, { payment_method })
      await expect(pay("pm_card_chargeDeclined")).rejects.toMatchObject({
        type: "StripeCardError",
        code: "card_declined",
      })

      expect(await pay("pm_card_visa")).toMatchObject({ status: "succeeded" })
      await expect(pay("pm_card_visa")).rejects.toThrow("You cannot confirm this PaymentIntent")
      const { order } = (await complete()).data
      expect(order.total * 100).toBe(intent.amount)
      await moneyIs(getContainer(), order.id, {
        assignment: "offered",
        captured: order.total,
        payments: 1,
        transactions: [],
      })

      // Cash that staff gave back is no refund at Stripe.
      const cash = { amount: 1_000, created_by: "user" }
      expect(await refundInCash(getContainer(), order.id, cash)).toBe(1_000)
      expect(stripe.standIn.state.refunds).toEqual({})

      const payments = getContainer().resolve(Modules.PAYMENT)
      const [{ id: payment_id }] = await payments.listPayments({ payment_session_id: sessionId })
      await refundPaymentWorkflow(getContainer()).run({ input: { payment_id, amount: 10_000 } })
      expect(Object.values(stripe.standIn.state.refunds)).toMatchObject([
        { payment_intent: intent.id, amount: 1_000_000, status: "succeeded" },
      ])
    })
  },
})

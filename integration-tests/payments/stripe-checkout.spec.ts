import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createCartWorkflow,
  updateCartPromotionsWorkflow,
  updateProductVariantsWorkflow,
  updateRegionsWorkflow,
  updateShippingOptionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { addBouquetWorkflow } from "../../src/workflows/cart/add-bouquet"
import { askStripe } from "../../src/workflows/payment/stripe/ask-stripe"
import { createAdmin } from "../support/admin"
import { billOf, orderEdits } from "../support/order-edits"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { moneyIs } from "./payme-support"
import { offerStripe, placeStripeOrder, RETURN_URL, STRIPE, StripeForTests } from "./stripe-support"

const stripe = new StripeForTests()
beforeAll(() => stripe.start())
afterAll(() => stripe.close())

const MINUTE = 60_000

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let headers: Record<string, string>
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createDeliveryFixture(getContainer())
      await offerStripe(getContainer(), shop.region_id)
      headers = { "x-publishable-api-key": shop.publishable_key }
    })
    beforeEach(() => stripe.renew(api.defaults.baseURL))

    const shown = async (orderId: string) => {
      const { data } = await api.get(`/store/orders/${orderId}/payment`, { headers })
      return data
    }
    const steps = () => checkoutSteps(getContainer(), shop)

    it("sells in soums: the checkout page lists the order's items, and its payment offers the order to the florists", async () => {
      const order = await placeStripeOrder(getContainer(), shop)
      const page = stripe.pageOf(order.reference)
      expect(page).toMatchObject({
        amount_total: order.tiyin,
        currency: "uzs",
        locale: "auto",
        customer_email: null,
        client_reference_id: order.reference,
        metadata: { order_id: order.order_id, reference: order.reference },
        success_url: RETURN_URL,
      })
      expect(page.line_items.data.map(({ description, quantity }) => [description, quantity])).toEqual([
        ["Five roses, M", 1],
        [expect.any(String), 1],
      ])
      expect(order.payment.checkout_url).toBe(page.url)
      const waiting = await shown(order.order_id)
      expect(waiting).toEqual({
        status: "awaiting_payment",
        checkout_url: page.url,
        reference: order.reference,
        amount_due: order.tiyin,
        expires_at: expect.any(String),
      })
      expect(new Date(waiting.expires_at).getTime() - Date.now()).toBeLessThanOrEqual(15 * MINUTE)
      const open = page.expires_at * 1000 - Date.now()
      expect(open).toBeGreaterThan(30 * MINUTE)
      expect(open).toBeLessThanOrEqual(31 * MINUTE)

      await stripe.press(order.reference, "pay")
      await moneyIs(getContainer(), order.order_id, {
        assignment: "offered",
        captured: order.total,
        payments: 1,
        transactions: [
          {
            provider_id: STRIPE,
            external_id: page.payment_intent,
            reference: order.reference,
            amount: order.tiyin,
            currency_code: "uzs",
            state: "performed",
            settled_state: "performed",
            refunded_amount: 0,
          },
        ],
      })
      expect(await shown(order.order_id)).toMatchObject({ status: "paid", checkout_url: null })
    })

    it("takes the difference of a paid order that was edited up, on a page of its own", async () => {
      const order = await placeStripeOrder(getContainer(), shop)
      await stripe.press(order.reference, "pay")
      await moneyIs(getContainer(), order.order_id, { assignment: "offered", captured: order.total })
      const admin = await createAdmin(getContainer())
      const { lines } = await billOf(getContainer(), order.order_id)
      const edit = { quantity: 1, unit_price: 150_000 }
      await orderEdits(api, () => admin).changeLine(order.order_id, lines[0].id, edit)
      const { total } = await billOf(getContainer(), order.order_id)
      const difference = (total - order.total) * 100
      const partly = await shown(order.order_id)
      const [, page, ...more] = stripe.pagesOf(order.reference)
      expect(partly).toMatchObject({
        status: "partly_paid",
        checkout_url: page.url,
        amount_due: difference,
      })
      expect([page.amount_total, page.status, more]).toEqual([difference, "open", []])
      await askStripe(getContainer(), { is_thorough: true })
      expect(stripe.pagesOf(order.reference).map(({ status }) => status)).toEqual(["complete", "open"])

      await fetch(`${stripe.url}/stripe/pay/${page.id}`, {
        method: "POST",
        body: new URLSearchParams({ action: "pay" }),
      })
      const charges = [order.tiyin, difference].map((amount) => ({
        amount,
        settled_state: "performed",
        needs_attention: null,
      }))
      await moneyIs(getContainer(), order.order_id, { transactions: charges })
      expect(await billOf(getContainer(), order.order_id)).toMatchObject({ paid: total, pending: 0 })
      expect(await shown(order.order_id)).toMatchObject({
        status: "paid",
        checkout_url: null,
        amount_due: null,
      })

      // A refund of the difference alone cancels neither the order nor its first payment.
      const { account } = stripe.standIn
      account.refund(account.intent(stripe.pagesOf(order.reference)[1].payment_intent ?? ""))
      await moneyIs(getContainer(), order.order_id, {
        order: "pending",
        assignment: "offered",
        transactions: [
          { state: "performed", needs_attention: null },
          { state: "canceled", settled_state: "canceled", needs_attention: "order_in_work" },
        ],
      })
    })

    /** A paid order that an edit made cheaper. */
    async function editedDown() {
      const order = await placeStripeOrder(getContainer(), shop)
      await stripe.press(order.reference, "pay")
      await moneyIs(getContainer(), order.order_id, { assignment: "offered", captured: order.total })
      const admin = await createAdmin(getContainer())
      const { lines } = await billOf(getContainer(), order.order_id)
      const edit = { quantity: 1, unit_price: 10_000 }
      await orderEdits(api, () => admin).changeLine(order.order_id, lines[0].id, edit)
      const { total } = await billOf(getContainer(), order.order_id)
      const payBack = () => api.post(`/admin/orders/${order.order_id}/balance/pay-back`, {}, admin.options)
      return { order, admin, total, payBack }
    }
    const refunds = () => Object.values(stripe.standIn.state.refunds).map(({ amount }) => amount)

    it("refunds at Stripe the amount that a process began to record as given back in cash, when it stopped", async () => {
      const { order, admin, total, payBack } = await editedDown()
      jest
        .spyOn(getContainer().resolve(Modules.PAYMENT), "refundPayment")
        .mockRejectedValueOnce(new Error("The process stops"))
      expect((await payBack()).status).toBe(500)
      await getContainer()
        .resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw(`update payment set data = jsonb_set(data, '{returning,until}', '"2026-11-21T10:00:00Z"')`)
      const { data } = await api.get(
        `/admin/orders/${order.order_id}?fields=payment_collections.payments.id`,
        admin.options,
      )
      const [payment] = data.order.payment_collections[0].payments
      const amount = order.total - total
      const path = `/admin/payments/${payment.id}/refund`
      expect((await api.post(path, { amount }, admin.options)).status).toBe(200)
      expect(refunds()).toEqual([amount * 100])
    })

    it("refunds only the rest when an order is canceled after a part was given back in cash", async () => {
      const { order, admin, total, payBack } = await editedDown()
      expect((await payBack()).data).toMatchObject({ balance: { owed: 0, due: 0 } })
      expect(refunds()).toEqual([])
      expect((await api.post(`/admin/orders/${order.order_id}/cancel`, {}, admin.options)).status).toBe(200)
      await moneyIs(getContainer(), order.order_id, {
        assignment: "canceled",
        refunded: order.total,
        transactions: [{ refunded_amount: total * 100, needs_attention: null }],
      })
      await askStripe(getContainer(), { is_thorough: true })
      expect(refunds()).toEqual([total * 100])
      expect((await billOf(getContainer(), order.order_id)).refunded).toBe(order.total)
    })

    it("sells over the Store API with a discount, in the shopper's language, with their e-mail", async () => {
      const cartId = await steps().cart([{ variant_id: shop.five.id, quantity: 3 }])
      await api.post(`/store/carts/${cartId}`, { email: "zilola@example.uz" }, { headers })
      await steps().answerDelivery(cartId)
      await updateCartPromotionsWorkflow(getContainer()).run({
        input: { cart_id: cartId, promo_codes: ["NAVRUZ"] },
      })
      const { data: made } = await api.post("/store/payment-collections", { cart_id: cartId }, { headers })
      const forged = { checkout_url: "https://evil.example", page_id: "cs_1", returning: 1, reference: "1" }
      await api.post(
        `/store/payment-collections/${made.payment_collection.id}/payment-sessions`,
        {
          provider_id: STRIPE,
          data: { language: "uz-UZ", return_url: "https://shop.example/thanks", ...forged },
        },
        { headers },
      )
      expect(stripe.standIn.state.pages).toEqual({})
      const { data: completed } = await api.post(`/store/carts/${cartId}/complete`, {}, { headers })
      const { id, display_id: number, total } = completed.order
      const page = stripe.pageOf(String(number))
      expect(page).toMatchObject({
        amount_total: total * 100,
        locale: "ru",
        customer_email: "zilola@example.uz",
        success_url: "https://shop.example/thanks",
      })
      expect(page.line_items.data.length).toBe(2)
      expect(await shown(id)).toMatchObject({ checkout_url: page.url, reference: String(number) })
    })

    it("sells in euros with cents; a line whose price does not divide evenly is one item", async () => {
      const container = getContainer()
      await updateRegionsWorkflow(container).run({
        input: { selector: { id: shop.region_id }, update: { currency_code: "eur" } },
      })
      await updateProductVariantsWorkflow(container).run({
        input: {
          selector: { id: shop.five.id },
          update: { prices: [{ currency_code: "eur", amount: 19.98 }] },
        },
      })
      const options = await container.resolve(Modules.FULFILLMENT).listShippingOptions({}, { take: null })
      await updateShippingOptionsWorkflow(container).run({
        input: options.map(({ id }) => ({ id, prices: [{ currency_code: "eur", amount: 4.9 }] })),
      })
      const place = async (promoCodes: string[]) => {
        const { result: cart } = await createCartWorkflow(container).run({
          input: {
            region_id: shop.region_id,
            sales_channel_id: shop.telegram_sales_channel_id,
            email: "anna@example.de",
            locale: "de-DE",
          },
        })
        await addBouquetWorkflow(container).run({
          input: { cart_id: cart.id, items: [{ variant_id: shop.five.id, quantity: 3 }] },
        })
        await updateCartPromotionsWorkflow(container).run({
          input: { cart_id: cart.id, promo_codes: promoCodes },
        })
        await steps().answerDelivery(cart.id)
        const order = await steps().place(cart.id, { provider_id: STRIPE })
        return { order, page: stripe.pageOf(String(order.display_id)) }
      }
      const plain = await place([])
      expect(plain.page).toMatchObject({
        currency: "eur",
        amount_total: 3 * 1998 + 490,
        locale: "de",
        customer_email: "anna@example.de",
        line_items: {
          data: [
            { quantity: 3, amount_total: 5994 },
            { quantity: 1, amount_total: 490 },
          ],
        },
      })
      // 10 percent off: three bouquets for 53.946 euros, and 58.846 euros with delivery.
      const reduced = await place(["NAVRUZ"])
      expect(reduced.page).toMatchObject({
        amount_total: 5885,
        line_items: {
          data: [
            { description: "Five roses, M × 3", quantity: 1, amount_total: 5395 },
            { quantity: 1, amount_total: 490 },
          ],
        },
      })
      for (const { order, page } of [plain, reduced]) {
        await stripe.press(String(order.display_id), "pay")
        await moneyIs(container, order.order_id, {
          captured: order.total,
          transactions: [{ amount: page.amount_total, currency_code: "eur", settled_state: "performed" }],
        })
      }
    })
  },
})

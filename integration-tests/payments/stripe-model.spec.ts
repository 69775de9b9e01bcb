import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import { newId, type Page } from "../../packages/sandbox/stripe/objects"
import { signature } from "../../packages/sandbox/stripe/webhook"
import { changeOrderPaymentWorkflow } from "../../src/workflows/payment/order-payment/change-order-payment"
import { askStripe } from "../../src/workflows/payment/stripe/ask-stripe"
import { CASH_PROVIDER } from "../../src/lib/shop"
import { playStories, STORIES_WITHIN_MS } from "./model/run"
import { ModelShop, type ModelOrder } from "./model/shop"
import { stripeProtocol } from "./model/stripe"
import { StripePages } from "./model/stripe-pages"
import { STRIPE, StripeForTests } from "./stripe-support"

const stripe = new StripeForTests()
beforeAll(() => stripe.start())
afterAll(() => stripe.close())

/** Merges parallel calls: a call during a running one waits for the next run and shares its result. */
function together(ask: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve()
  let next: Promise<void> | undefined
  return () => {
    next ??= last.then(() => {
      next = undefined
      last = ask()
      return last
    })
    return next
  }
}

/** Runs the shop's jobs of the minutes after a story, one run at a time. */
function minutesOf(container: MedusaContainer): () => Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  return together(async () => {
    await knex.raw(
      "update gateway_event set updated_at = now() - interval '1 minute' where followed_at is null",
    )
    await askStripe(container, { is_thorough: true })
  })
}

/** The shopper changes to cash. "Too late" and "busy" are expected answers. */
async function turnerOf(container: MedusaContainer): Promise<(order: ModelOrder) => Promise<void>> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { id: customer } = await container.resolve(Modules.CUSTOMER).createCustomers({ first_name: "Zilola" })
  return async ({ id }) => {
    await knex.raw(`update "order" set customer_id = ? where id = ?`, [customer, id])
    const { errors } = await changeOrderPaymentWorkflow(container).run({
      input: { order_id: id, customer_id: customer, provider_id: CASH_PROVIDER },
      throwOnError: false,
    })
    for (const { error } of errors) {
      expect(error.message).toMatch(
        /no longer awaits payment|is in progress|status has changed|Failed to acquire lock/,
      )
    }
  }
}

shopSuite({
  testSuite: ({ api, getContainer }) => {
    it(
      "keeps every order's money correct for any delivery of Stripe's events",
      async () => {
        const container = getContainer()
        await stripe.renew(api.defaults.baseURL)
        const shop = await ModelShop.open(container, STRIPE)
        // The first order has no page, so its copies have none: each copy creates its own page.
        stripe.standIn.setLine("down")
        shop.leave(await shop.order())
        stripe.standIn.setLine("up")
        const lie = async (page: Page) => {
          const object = { ...page, status: "complete", payment_status: "paid" }
          const event = { id: newId("evt"), type: "checkout.session.completed", created: 1, data: { object } }
          const body = JSON.stringify(event)
          const headers = {
            "content-type": "application/json",
            "stripe-signature": signature(body, "whsec_of_somebody_else"),
          }
          const { status } = await api.post("/hooks/stripe", body, { headers, validateStatus: () => true })
          return status
        }
        const pages = new StripePages(container, stripe.standIn)
        const gateway = stripeProtocol(stripe.standIn, shop, pages, {
          sweep: minutesOf(container),
          turnToCash: await turnerOf(container),
          lie,
        })
        const endings = await playStories(shop, gateway)
        expect(endings.get("paid")).toBeGreaterThan(0)
        expect(endings.get("given back")).toBeGreaterThan(0)
        expect(endings.get("on delivery")).toBeGreaterThan(0)
      },
      STORIES_WITHIN_MS + 120_000,
    )
  },
})

import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { STRIPE } from "../../src/lib/shop"
import { createStripeStandIn, type StripeStandIn } from "../../packages/sandbox/stripe"
import type { Page } from "../../packages/sandbox/stripe/objects"
import { checkoutSteps } from "../support/checkout-steps"
import type { DeliveryFixture } from "../support/delivery-fixture"
import { standInPort } from "../support/free-port"

export { STRIPE }
export const API_KEY = "sk_test_stand_in_of_stripe"
export const WEBHOOK_SECRET = "whsec_stand_in_of_stripe"
export const RETURN_URL = "https://t.me/guldasta_bot"

/** The environment of a shop that uses the stand-in at an address. */
export const stripeEnvironment = (url: string) => ({
  STRIPE_API_KEY: API_KEY,
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  STRIPE_API_URL: url,
  STRIPE_RETURN_URL: RETURN_URL,
})

/** Stripe's stand-in for a suite. It starts before the shop and is reset before each test. */
export class StripeForTests {
  private server: Server | undefined
  private current: StripeStandIn | undefined
  private shopUrl = ""
  /** Requests so far, such as "POST /v1/checkout/sessions/cs_1/expire". */
  readonly asked: string[] = []

  /** Starts the stand-in and sets the environment for a shop that starts later. */
  async start(): Promise<void> {
    const port = await standInPort("stripe")
    this.server = createServer((request, response) => {
      if (!this.current) {
        // The shop's own jobs send requests before the first test begins.
        response.writeHead(503).end()
        return
      }
      this.asked.push(`${request.method} ${request.url}`)
      void this.current.handle(request, response).then(
        (isAnswered) => {
          if (!isAnswered) response.writeHead(404).end()
        },
        // The shop closed the connection, or closing the server did.
        () => response.destroy(),
      )
    })
    await new Promise<void>((resolve) => this.server?.listen(port, "127.0.0.1", resolve))
    Object.assign(process.env, stripeEnvironment(this.url))
  }

  get url(): string {
    const address = this.server?.address() as AddressInfo
    return `http://127.0.0.1:${address.port}`
  }

  get standIn(): StripeStandIn {
    if (!this.current) {
      throw new Error("the stand-in has not started")
    }
    return this.current
  }

  /** Resets the stand-in and sets the shop's address for events. */
  async renew(shopUrl: string | undefined): Promise<void> {
    await this.current?.close()
    this.shopUrl = shopUrl ?? ""
    this.current = createStripeStandIn({
      apiKey: API_KEY,
      webhookSecret: WEBHOOK_SECRET,
      shopUrl: () => this.shopUrl,
    })
  }

  async close(): Promise<void> {
    await this.current?.close()
    this.server?.closeAllConnections()
    await new Promise((resolve) => this.server?.close(resolve))
  }

  /** The pages created for an order, oldest first. */
  pagesOf(reference: string): Page[] {
    return Object.values(this.standIn.state.pages).filter((page) => page.client_reference_id === reference)
  }

  /**
   * The order's only page.
   * @throws Error when there is none or more than one
   */
  pageOf(reference: string): Page {
    const [page, ...others] = this.pagesOf(reference)
    if (!page || others.length) {
      throw new Error(`order ${reference} has ${others.length + (page ? 1 : 0)} pages`)
    }
    return page
  }

  /** Presses a button of the order's page, as a shopper does. */
  async press(reference: string, action: string): Promise<string> {
    const { id } = this.pageOf(reference)
    const response = await fetch(`${this.url}/stripe/pay/${id}`, {
      method: "POST",
      body: new URLSearchParams({ action }),
    })
    return response.text()
  }
}

/** Adds Stripe to the region's payment providers, next to cash. The default provider uses Stripe Checkout pages. */
export async function offerStripe(
  container: MedusaContainer,
  regionId: string,
  provider = STRIPE,
): Promise<void> {
  await container
    .resolve(ContainerRegistrationKeys.LINK)
    .create([
      { [Modules.REGION]: { region_id: regionId }, [Modules.PAYMENT]: { payment_provider_id: provider } },
    ])
}

/** Places an order to be paid with Stripe Checkout. */
export async function placeStripeOrder(container: MedusaContainer, shop: DeliveryFixture) {
  const steps = checkoutSteps(container, shop)
  const cartId = await steps.readyCart([{ variant_id: shop.five.id, quantity: 1 }])
  const placed = await steps.place(cartId, { provider_id: STRIPE })
  return { ...placed, reference: String(placed.display_id), tiyin: placed.total * 100 }
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { startPaymentSandbox, type PaymentSandbox } from "../../packages/sandbox/payments/server"
import type { Action } from "../../packages/sandbox/payments/texts"
import prepareShop from "../../packages/sample-shop/prepare-shop"
import { freePort } from "./free-port"
import { label } from "./labels"

/** Credentials that the shop and the stand-ins share in tests. */
const PAYME = { merchantId: "5e730e8e0b852a417aa49ceb", key: "stand-in-key-of-payme-36-characters0" }

const CLICK = { serviceId: "31001", merchantId: "21002", merchantUserId: "41003", secretKey: "s3cr3tOfClick" }

const STRIPE = { apiKey: "sk_test_ofTheStandIn0123456789", webhookSecret: "whsec_ofTheStandIn0123456789" }

const STRIPE_BUTTON = label("checkout.pay_pp_stripe-checkout_stripe-checkout")

/** Gateways with the id of their Medusa provider and the start of their button text in the bot. */
export const GATEWAYS = [
  { name: "Payme", provider: "pp_payme_payme", button: "Payme" },
  { name: "Click", provider: "pp_click_click", button: "Click" },
  { name: "Stripe", provider: "pp_stripe-checkout_stripe-checkout", button: STRIPE_BUTTON },
]

/**
 * Stand-ins of the gateways for one suite. Start them before the shop, because the shop needs their address.
 */
export class StandIns {
  private sandbox: PaymentSandbox | undefined
  private shopUrl = ""

  /**
   * Starts the stand-ins.
   *
   * @returns environment variables for the shop
   */
  async start(): Promise<Record<string, string>> {
    // Uses the port range of the tests, because {@link forget} closes and reopens the port between two tests.
    await this.open(await freePort())
    return {
      PAYME_MERCHANT_ID: PAYME.merchantId,
      PAYME_KEY: PAYME.key,
      PAYME_CHECKOUT_URL: `${this.url}/payme`,
      CLICK_SERVICE_ID: CLICK.serviceId,
      CLICK_MERCHANT_ID: CLICK.merchantId,
      CLICK_MERCHANT_USER_ID: CLICK.merchantUserId,
      CLICK_SECRET_KEY: CLICK.secretKey,
      CLICK_CHECKOUT_URL: `${this.url}/click/services/pay`,
      CLICK_API_URL: `${this.url}/click/v2/merchant`,
      STRIPE_API_KEY: STRIPE.apiKey,
      STRIPE_WEBHOOK_SECRET: STRIPE.webhookSecret,
      STRIPE_API_URL: this.url,
    }
  }

  get url(): string {
    return this.sandbox?.url ?? ""
  }

  /** Connects the stand-ins to the running shop and adds all gateways to its region, as `npm start` does. */
  async serve(container: MedusaContainer, shopUrl: string | undefined): Promise<void> {
    this.shopUrl = shopUrl ?? ""
    await prepareShop({ container, args: GATEWAYS.map(({ provider }) => `pays:${provider}`) })
  }

  /**
   * Resets the stand-ins. The shop's database is reset before each test too, so order numbers start at 1
   * again.
   */
  async forget(): Promise<void> {
    const { port } = new URL(this.url)
    await this.close()
    await this.open(Number(port))
  }

  async close(): Promise<void> {
    await this.sandbox?.close()
  }

  private async open(port: number): Promise<void> {
    const shopUrl = () => this.shopUrl
    this.sandbox = await startPaymentSandbox({ port, shopUrl, payme: PAYME, click: CLICK, stripe: STRIPE })
  }
}

/**
 * Presses a button on a payment page.
 *
 * @returns the new page and the state of the payment
 */
export async function onPayPage(address: string, action: Action): Promise<{ state: string; page: string }> {
  const response = await fetch(address, { method: "POST", body: new URLSearchParams({ action }) })
  const page = await response.text()
  const [, state] = /data-testid="pay-page" data-state="(\w+)"/.exec(page) ?? []
  if (!state) {
    throw new Error(`HTTP ${response.status}: the answer is not a payment page:\n${page}`)
  }
  return { state, page }
}

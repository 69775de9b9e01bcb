import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import medusas from "@medusajs/medusa/payment-stripe"
import { stripeClient } from "../payment-stripe-checkout/protocol/client"

type StripeService = { stripe_: unknown; options: { apiKey: string; apiUrl: string } }
// TypeScript requires this constructor type for the base of a mixin ("Mixins" in its handbook).
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Service = new (...given: any[]) => StripeService

/**
 * Subclasses a service of Medusa's Stripe module so that it uses the shop's client, which supports another API
 * host.
 */
function atAnotherHost(MedusasService: Service): Service {
  return class extends MedusasService {
    override stripe_ = stripeClient(this.options)
  }
}

/**
 * Medusa's Stripe provider (`@medusajs/payment-stripe`) with one more option, `apiUrl`: the URL of the API. It
 * is for storefronts with a card form.
 */
export default ModuleProvider(Modules.PAYMENT, { services: medusas.services.map(atAnotherHost) })

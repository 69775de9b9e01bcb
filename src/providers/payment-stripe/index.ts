import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import medusas from "@medusajs/medusa/payment-stripe"
import { stripeClient } from "../payment-stripe-checkout/protocol/client"

type StripeService = { stripe_: unknown; options: { apiKey: string; apiUrl: string } }
// TypeScript takes a mixin's base only so ("Mixins" in its handbook).
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Service = new (...given: any[]) => StripeService

/** One of Medusa's services, with the shop's own client, which can call another host. */
function atAnotherHost(MedusasService: Service): Service {
  return class extends MedusasService {
    override stripe_ = stripeClient(this.options)
  }
}

/**
 * Medusa's own Stripe (`@medusajs/payment-stripe`), for a storefront with a card form, against another API than
 * Stripe's: it has no option for that. Its options are Medusa's, and `apiUrl`: where that API is.
 */
export default ModuleProvider(Modules.PAYMENT, { services: medusas.services.map(atAnotherHost) })

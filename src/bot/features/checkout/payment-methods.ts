import { isPayableInBot } from "../../ui/payable-in-bot"
import type { Translate } from "../../ui/texts"
import type { ReadCart } from "../../../medusa-sql/whole-cart"

/** The ways to pay that Medusa offers in the cart's region, in a steady order. */
export function paymentMethods({
  payment_providers: providers,
}: Pick<ReadCart, "payment_providers">): string[] {
  return providers
    .filter(({ id, is_enabled: isEnabled }) => isEnabled && isPayableInBot(id))
    .map(({ id }) => id)
    .sort()
}

/**
 * A way to pay in the person's words: from the texts, else made of the provider's id ("pp_click_click" → "Click"),
 * so that a provider that staff add to the region appears by itself.
 */
export function paymentName(t: Translate, providerId: string): string {
  const key = `checkout.pay_${providerId}`
  if (t.has(key)) {
    return t.plain(key)
  }
  const [name] = providerId.replace(/^pp_/, "").split("_")
  const words = name.replace(/[-]+/g, " ").trim() || providerId
  return `💳 ${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

import { CASH_PROVIDER } from "../../../lib/shop"
import { isPayableInBot } from "../../ui/payable-in-bot"
import type { Translate } from "../../ui/texts"
import type { ReadCart } from "../../../medusa-sql/whole-cart"

/** Ids of the payment providers of the cart's region that work in the bot, in alphabetical order. */
export function paymentMethods({
  payment_providers: providers,
}: Pick<ReadCart, "payment_providers">): string[] {
  return providers
    .filter(({ id, is_enabled: isEnabled }) => isEnabled && isPayableInBot(id))
    .map(({ id }) => id)
    .sort()
}

/**
 * Name of a payment provider for shoppers. A provider without a text gets a name from its id
 * ("pp_click_click" → "Click"), so that a newly installed provider needs no change here.
 *
 * @param gift whether a courier brings the order to someone else: then cash is paid at the shop
 */
export function paymentName(t: Translate, providerId: string, gift = false): string {
  const key = gift && providerId === CASH_PROVIDER ? "checkout.pay_gift_cash" : `checkout.pay_${providerId}`
  if (t.has(key)) {
    return t.plain(key)
  }
  const [name] = providerId.replace(/^pp_/, "").split("_")
  const words = name.replace(/[-]+/g, " ").trim() || providerId
  return `💳 ${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

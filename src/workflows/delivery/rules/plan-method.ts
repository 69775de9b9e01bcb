import type { CreateShippingMethodDTO } from "@medusajs/framework/types"
import type { TotalsCart } from "../../../medusa-sql/totals-cart"
import { isSetAtOnce } from "./plain-option"
import type { ListedShippingOption } from "./zones"

/** Medusa stores `is_tax_inclusive` too, but its type lacks the field. */
type NewMethod = CreateShippingMethodDTO & { is_tax_inclusive: boolean }

/** The changes that give a cart its new shipping method. */
export type MethodPlan = {
  /**
   * Whether Medusa's workflow must determine the price or data of the method. Then the other fields are
   * empty.
   */
  asks_others: boolean
  /** Ids of the shipping methods to remove. */
  removed: string[]
  added: NewMethod[]
}

/**
 * Plans the new shipping method by Medusa's rule: it replaces methods of the same shipping profile, and
 * methods whose profile was deleted. Without an option all methods are removed.
 */
export function planMethod(
  cart: TotalsCart & { is_fast: boolean },
  option: ListedShippingOption | null,
): MethodPlan {
  if (!option) {
    return { asks_others: false, removed: cart.shipping_methods.map(({ id }) => id), added: [] }
  }
  if (!cart.is_fast || !isSetAtOnce(option)) {
    return { asks_others: true, removed: [], added: [] }
  }
  const removed = cart.shipping_methods.filter(
    ({ shipping_profile_id: profile }) => !profile || profile === option.shipping_profile_id,
  )
  const method: NewMethod = {
    cart_id: cart.id,
    shipping_option_id: option.id,
    name: option.name,
    amount: option.amount ?? 0,
    is_tax_inclusive: Boolean(option.is_tax_inclusive),
    data: {},
  }
  return { asks_others: false, removed: removed.map(({ id }) => id), added: [method] }
}

import type { CreateShippingMethodDTO } from "@medusajs/framework/types"
import type { TotalsCart } from "../../../medusa-sql/totals-cart"
import { isSetAtOnce } from "./plain-option"
import type { ListedShippingOption } from "./zones"

/** Medusa keeps whether the price holds the taxes too, but leaves it out of the type. */
type NewMethod = CreateShippingMethodDTO & { is_tax_inclusive: boolean }

/** How a cart comes to its new shipping method. */
export type MethodPlan = {
  /** Core must find price or data of the method; the rest of the plan is empty then. */
  asks_others: boolean
  /** Shipping methods that go, by id. */
  removed: string[]
  added: NewMethod[]
}

/**
 * As core decides it: a new method takes the place of those of its shipping profile, and of those whose
 * profile is no more. Without an option all methods go.
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

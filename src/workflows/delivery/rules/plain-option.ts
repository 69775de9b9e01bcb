import type { ListedShippingOption } from "./zones"

/** Medusa's own fulfilment provider: people bring the flowers, and it asks nothing of a cart. */
const MANUAL_PROVIDER = "manual_manual"

const isFlat = ({ price_type: type }: ListedShippingOption) => type === "flat"

/**
 * Whether a shipping option costs the same for all carts of a region: no provider computes its price, and no
 * price of it depends on what is in the cart, on whose it is, or on a price list.
 */
export function costsTheSameForAll(option: ListedShippingOption): boolean {
  const prices = option.prices ?? []
  return (
    isFlat(option) &&
    prices.every(
      (price) =>
        !price?.price_list_id && (price?.price_rules ?? []).every((rule) => rule?.attribute === "region_id"),
    )
  )
}

/** Whether all that a cart's shipping method needs is known from the listing: nobody else is to be asked. */
export function isSetAtOnce(option: ListedShippingOption): boolean {
  return isFlat(option) && option.provider_id === MANUAL_PROVIDER && typeof option.amount === "number"
}

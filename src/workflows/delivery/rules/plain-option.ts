import type { ListedShippingOption } from "./zones"

/** Medusa's manual fulfillment provider. It needs no data of the cart. */
const MANUAL_PROVIDER = "manual_manual"

const isFlat = ({ price_type: type }: ListedShippingOption) => type === "flat"

/**
 * Whether a shipping option has the same price for all carts of a region. The price is not computed by a
 * provider, and does not depend on the cart's content, the customer or a price list.
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

/** Whether the listing contains all data of the shipping method, so that no provider must be asked. */
export function isSetAtOnce(option: ListedShippingOption): boolean {
  return isFlat(option) && option.provider_id === MANUAL_PROVIDER && typeof option.amount === "number"
}

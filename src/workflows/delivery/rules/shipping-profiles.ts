import type { ListedShippingOption } from "./zones"

/** The fields of a line that decide which shipping options serve it. */
export type ShippedLine = {
  requires_shipping?: boolean
  variant?: { product?: { shipping_profile?: { id: string } | null } | null } | null
}

const isShippedProduct = ({ requires_shipping: isShipped, variant }: ShippedLine) =>
  Boolean(isShipped && variant?.product)
const profileOf = ({ variant }: ShippedLine) => variant?.product?.shipping_profile?.id ?? null

/**
 * The lines that none of the shipping profiles serves. The rule is that of Medusa's createOrderFulfillmentWorkflow: a
 * product that is shipped needs the shipping profile of the option, and a custom line without a product needs none.
 */
export const unservedLines = <Line extends ShippedLine>(
  lines: Line[],
  profiles: (string | null | undefined)[],
): Line[] =>
  lines.filter((line) => {
    const profile = profileOf(line)
    return isShippedProduct(line) && (profile === null || !profiles.includes(profile))
  })

/** The shipping profiles that the lines need; null is a product without one. */
export const profilesOf = (lines: ShippedLine[]): (string | null)[] =>
  lines.filter(isShippedProduct).map(profileOf)

/**
 * The options that serve the whole cart. Medusa lists the options of all shipping profiles, but an order has one
 * delivery, so its option must have the profile of every product that is shipped.
 *
 * @param profiles see {@link profilesOf}
 */
export const servingAll = (options: ListedShippingOption[], profiles: (string | null)[]) =>
  options.filter((option) => profiles.every((profile) => profile === option.shipping_profile_id))

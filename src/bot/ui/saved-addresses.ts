import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { deleteCustomerAddressesWorkflow } from "@medusajs/medusa/core-flows"
import type { ShopContext } from "../runtime/context"
import { clip } from "./clip"

/** A saved delivery address of the shopper. Medusa stores it as a customer address. */
export type SavedAddress = {
  id: string
  text: string | null
  latitude: number | null
  longitude: number | null
  /** The shipping option (zone) that the shopper chose for this address. */
  shipping_option_id: string | null
}

type Row = { id: string; address_1: string | null; metadata: Record<string, unknown> | null }

/** Maximum number of saved addresses; they fit on one screen. */
export const MOST_ADDRESSES = 10

/** The shopper's saved addresses, newest first. */
export async function savedAddresses(ctx: ShopContext): Promise<SavedAddress[]> {
  const { customer_id: customerId } = ctx.account
  if (!customerId) {
    return []
  }
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "customer_address",
    fields: ["id", "address_1", "metadata"],
    filters: { customer_id: customerId },
    pagination: { take: MOST_ADDRESSES, order: { created_at: "DESC" } },
  })
  return (data as Row[]).map(read).filter(({ text, latitude }) => text || latitude !== null)
}

function read({ id, address_1: text, metadata }: Row): SavedAddress {
  const number = (value: unknown) => (typeof value === "number" ? value : null)
  const optionId = metadata?.shipping_option_id
  return {
    id,
    text: text || null,
    latitude: number(metadata?.latitude),
    longitude: number(metadata?.longitude),
    shipping_option_id: typeof optionId === "string" ? optionId : null,
  }
}

/**
 * Label of an address for a button or a list. Shows the coordinates when the address has no text.
 *
 * @param length maximum length of the label
 */
export function addressLabel(
  { text, latitude, longitude }: Omit<SavedAddress, "id" | "shipping_option_id">,
  length = 45,
) {
  return clip(text?.replace(/\s+/g, " ") ?? `${latitude?.toFixed(4)}, ${longitude?.toFixed(4)}`, length)
}

/**
 * Deletes an address of the shopper. @returns false when the address does not exist or belongs to another
 * shopper
 */
export async function forgetAddress(ctx: ShopContext, addressId: string): Promise<boolean> {
  const isOwn = (await savedAddresses(ctx)).some(({ id }) => id === addressId)
  if (isOwn) {
    await deleteCustomerAddressesWorkflow(ctx.container).run({ input: { ids: [addressId] } })
  }
  return isOwn
}

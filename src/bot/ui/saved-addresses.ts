import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { deleteCustomerAddressesWorkflow } from "@medusajs/medusa/core-flows"
import type { ShopContext } from "../runtime/context"
import { clip } from "./clip"

/** A place that the shopper's flowers were brought to before: a Medusa customer address. */
export type SavedAddress = {
  id: string
  text: string | null
  latitude: number | null
  longitude: number | null
  /** The delivery zone that was chosen for it. */
  shipping_option_id: string | null
}

type Row = { id: string; address_1: string | null; metadata: Record<string, unknown> | null }

/** So many are kept, and fit on a screen. */
export const MOST_ADDRESSES = 10

/** The person's own saved addresses, the newest first. */
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

/** An address on a button or in a list; a bare place on the map by its degrees. */
export function addressLabel(
  { text, latitude, longitude }: Omit<SavedAddress, "id" | "shipping_option_id">,
  length = 45,
) {
  return clip(text?.replace(/\s+/g, " ") ?? `${latitude?.toFixed(4)}, ${longitude?.toFixed(4)}`, length)
}

/** Forgets one of the person's own addresses. @returns false when it is not there, or another's */
export async function forgetAddress(ctx: ShopContext, addressId: string): Promise<boolean> {
  const isOwn = (await savedAddresses(ctx)).some(({ id }) => id === addressId)
  if (isOwn) {
    await deleteCustomerAddressesWorkflow(ctx.container).run({ input: { ids: [addressId] } })
  }
  return isOwn
}

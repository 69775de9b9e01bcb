import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { deleteCustomerAddressesWorkflow } from "@medusajs/medusa/core-flows"
import { isRecipient, ordersOf } from "../../workflows/customer/recipients"
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

/** Someone to whom the shopper has sent flowers. */
export type SavedRecipient = SavedAddress & {
  name: string
  /** E.164 */
  phone: string
  /** Number of orders for this person. */
  orders: number
}

type Row = {
  id: string
  first_name: string | null
  phone: string | null
  address_1: string | null
  metadata: Record<string, unknown> | null
}

/** Maximum number of saved addresses; they fit on one screen. */
const MOST_ADDRESSES = 10

/** Maximum number of saved addresses and recipients that are read, newest first. */
const MOST_READ = 40

async function rowsOf(ctx: ShopContext): Promise<Row[]> {
  const { customer_id: customerId } = ctx.account
  if (!customerId) {
    return []
  }
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "customer_address",
    fields: ["id", "first_name", "phone", "address_1", "metadata"],
    filters: { customer_id: customerId },
    pagination: { take: MOST_READ, order: { created_at: "DESC" } },
  })
  return data as Row[]
}

/** The shopper's saved addresses, newest first. */
export async function savedAddresses(ctx: ShopContext): Promise<SavedAddress[]> {
  return (await rowsOf(ctx))
    .filter((row) => !isRecipient(row))
    .map(read)
    .filter(({ text, latitude }) => text || latitude !== null)
    .slice(0, MOST_ADDRESSES)
}

/** The people to whom the shopper has sent flowers, the most frequent first. */
export async function savedRecipients(ctx: ShopContext): Promise<SavedRecipient[]> {
  return (await rowsOf(ctx))
    .filter(isRecipient)
    .map((row) => ({
      ...read(row),
      name: row.first_name ?? "",
      phone: row.phone ?? "",
      orders: ordersOf(row),
    }))
    .sort((a, b) => b.orders - a.orders)
}

/** Name, address and number of orders of a recipient, for a button or a list. */
export function recipientLabel(recipient: SavedRecipient, length = 45): string {
  const { name, text, latitude, orders } = recipient
  const place = text || latitude !== null ? addressLabel(recipient, length) : ""
  return clip([clip(name, 24), orders > 1 ? `×${orders}` : "", place].filter(Boolean).join(" · "), length)
}

function read({ id, address_1: text, metadata }: Omit<Row, "first_name" | "phone">): SavedAddress {
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
 * Deletes an address or a recipient of the shopper. @returns false when the address does not exist or belongs to another
 * shopper
 */
export async function forgetAddress(ctx: ShopContext, addressId: string): Promise<boolean> {
  const own = (await rowsOf(ctx)).find(({ id }) => id === addressId)
  if (own) {
    await deleteCustomerAddressesWorkflow(ctx.container).run({ input: { ids: [addressId] } })
    if (isRecipient(own) && own.phone === ctx.session.last_gift?.phone) {
      ctx.session.last_gift = undefined
    }
  }
  return own !== undefined
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** A row of Medusa's order addresses. */
export type OrderAddress = {
  id: string
  first_name: string | null
  last_name: string | null
  phone: string | null
  address_1: string | null
  address_2: string | null
  city: string | null
  metadata: Record<string, unknown> | null
}

export type AddressesOfOrder = {
  status: string
  /** The current shipping address. */
  now: OrderAddress | null
  /** The row with the given id. */
  before: OrderAddress | null
  /** The user who last changed the order's details; null if unknown. */
  changed_by: string | null
}

const row = (id: string) => `(
      SELECT json_build_object(
        'id', place.id, 'first_name', place.first_name, 'last_name', place.last_name, 'phone', place.phone,
        'address_1', place.address_1, 'address_2', place.address_2, 'city', place.city, 'metadata', place.metadata
      )
      FROM order_address place WHERE place.id = ${id}
    )`

const ADDRESSES: Prepared = {
  name: "order-addresses",
  text: `
  SELECT o.status, ${row("o.shipping_address_id")} AS now, ${row("CAST($2 AS text)")} AS before,
    (
      SELECT change.created_by FROM order_change change
      WHERE change.order_id = o.id AND change.change_type = 'update_order' AND change.deleted_at IS NULL
      ORDER BY change.created_at DESC LIMIT 1
    ) AS changed_by
  FROM "order" o WHERE o.id = $1 AND o.deleted_at IS NULL`,
}

/**
 * Reads the shipping address of an order, and an earlier one: Medusa keeps the old row when it changes an address.
 *
 * @returns undefined if the order does not exist
 */
export async function readOrderAddresses(
  container: MedusaContainer,
  orderId: string,
  earlierId: string | null,
): Promise<AddressesOfOrder | undefined> {
  return (await ask<AddressesOfOrder>(container, ADDRESSES, [orderId, earlierId])).at(0)
}

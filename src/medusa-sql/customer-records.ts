import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** Ids of the records that a merge moved. */
export type MovedRecords = Record<"orders" | "carts" | "addresses" | "memberships", string[]>

/**
 * Gives a customer's orders, carts, addresses and group memberships to another customer. Memberships that the other has
 * already stay. A moved address is no default address, because a customer has at most one.
 *
 * $1 from, $2 into
 */
const MOVE: Prepared = {
  name: "move-customer-records",
  text: `
  WITH orders AS (
    UPDATE "order" SET customer_id = $2, updated_at = now() WHERE customer_id = $1 RETURNING id
  ), carts AS (
    UPDATE cart SET customer_id = $2, updated_at = now() WHERE customer_id = $1 RETURNING id
  ), addresses AS (
    UPDATE customer_address
    SET customer_id = $2, is_default_shipping = false, is_default_billing = false, updated_at = now()
    WHERE customer_id = $1 AND deleted_at IS NULL RETURNING id
  ), memberships AS (
    UPDATE customer_group_customer member SET customer_id = $2, updated_at = now()
    WHERE member.customer_id = $1 AND member.deleted_at IS NULL AND NOT EXISTS (
      SELECT FROM customer_group_customer own
      WHERE own.customer_id = $2 AND own.customer_group_id = member.customer_group_id AND own.deleted_at IS NULL
    ) RETURNING id
  )
  SELECT ARRAY(SELECT id FROM orders) AS orders, ARRAY(SELECT id FROM carts) AS carts,
    ARRAY(SELECT id FROM addresses) AS addresses, ARRAY(SELECT id FROM memberships) AS memberships`,
}

/** Gives moved records to a customer. $1 customer, $2 to $5 ids of orders, carts, addresses and memberships */
const GIVE: Prepared = {
  name: "give-customer-records",
  text: `
  WITH orders AS (UPDATE "order" SET customer_id = $1 WHERE id = ANY($2)),
    carts AS (UPDATE cart SET customer_id = $1 WHERE id = ANY($3)),
    addresses AS (UPDATE customer_address SET customer_id = $1 WHERE id = ANY($4))
  UPDATE customer_group_customer SET customer_id = $1 WHERE id = ANY($5)`,
}

/** Gives the records of the customer `from` to the customer `into`, in one statement. */
export async function moveCustomerRecords(
  container: MedusaContainer,
  { from, into }: { from: string; into: string },
): Promise<MovedRecords> {
  const [moved] = await ask<MovedRecords>(container, MOVE, [from, into])
  return moved
}

/** Undoes {@link moveCustomerRecords}. */
export async function giveCustomerRecords(
  container: MedusaContainer,
  customerId: string,
  { orders, carts, addresses, memberships }: MovedRecords,
): Promise<void> {
  await ask(container, GIVE, [customerId, orders, carts, addresses, memberships])
}

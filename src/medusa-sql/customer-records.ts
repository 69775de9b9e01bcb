import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** Ids of the records that a merge moved. */
export type MovedRecords = Record<"orders" | "carts" | "addresses" | "memberships" | "accounts", string[]> & {
  /** Ids of the payment providers whose account stayed, because the other customer has an account there. */
  providers_left: string[]
}

/**
 * Gives a customer's orders, carts, addresses, group memberships and accounts at payment providers (with the saved cards)
 * to another customer. Memberships that the other has already stay, and accounts at a provider where the other has one:
 * core uses one account for each provider. A moved address is no default address, because a customer has at most one.
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
  ), held AS (
    SELECT link.id, link.customer_id, holder.provider_id FROM customer_account_holder link
    JOIN account_holder holder ON holder.id = link.account_holder_id AND holder.deleted_at IS NULL
    WHERE link.customer_id IN ($1, $2) AND link.deleted_at IS NULL
  ), movable AS (
    SELECT held.id, held.provider_id, held.provider_id IN (SELECT provider_id FROM held WHERE customer_id = $2) AS stays
    FROM held WHERE held.customer_id = $1
  ), accounts AS (
    UPDATE customer_account_holder SET customer_id = $2, updated_at = now()
    WHERE id IN (SELECT id FROM movable WHERE NOT stays) RETURNING id
  )
  SELECT ARRAY(SELECT id FROM orders) AS orders, ARRAY(SELECT id FROM carts) AS carts,
    ARRAY(SELECT id FROM addresses) AS addresses, ARRAY(SELECT id FROM memberships) AS memberships,
    ARRAY(SELECT id FROM accounts) AS accounts,
    ARRAY(SELECT DISTINCT provider_id FROM movable WHERE stays ORDER BY provider_id) AS providers_left`,
}

/** Gives moved records to a customer. $1 customer, $2 to $6 ids of orders, carts, addresses, memberships and accounts */
const GIVE: Prepared = {
  name: "give-customer-records",
  text: `
  WITH orders AS (UPDATE "order" SET customer_id = $1 WHERE id = ANY($2)),
    carts AS (UPDATE cart SET customer_id = $1 WHERE id = ANY($3)),
    addresses AS (UPDATE customer_address SET customer_id = $1 WHERE id = ANY($4)),
    accounts AS (UPDATE customer_account_holder SET customer_id = $1 WHERE id = ANY($6))
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
  { orders, carts, addresses, memberships, accounts }: MovedRecords,
): Promise<void> {
  await ask(container, GIVE, [customerId, orders, carts, addresses, memberships, accounts])
}

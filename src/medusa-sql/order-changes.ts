import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../lib/prepared"

/**
 * Kinds of Medusa's order changes that change an order's contents or its money. Medusa gives no kind to the cancellation of
 * an exchange, a claim or a return.
 */
export type OrderChangeKind =
  "edit" | "return_receive" | "exchange" | "claim" | "cancel_replacement" | "cancel_return"

export type ConfirmedChange = {
  id: string
  order_id: string
  /** The order's number. */
  number: number
  kind: OrderChangeKind
  /** Id of the admin user who confirmed it, or of the customer. */
  confirmed_by: string | null
  /** Whether the quantities of the order's lines differ from those of the version before. */
  changes_items: boolean
}

const itemsOf = (version: string) => `
      SELECT piece.item_id, piece.quantity FROM order_item piece
      WHERE piece.order_id = change.order_id AND piece.version = ${version} AND piece.deleted_at IS NULL`

const ofReplacement = "coalesce(change.exchange_id, change.claim_id) IS NOT NULL"

const canceledWith = (table: string) => `EXISTS (
        SELECT FROM ${table} replacement
        WHERE replacement.return_id = change.return_id AND replacement.canceled_at IS NOT NULL
      )`

/** Whether a canceled return was not canceled together with its exchange or claim. */
const isOnlyReturn = `NOT (${canceledWith("order_exchange")} OR ${canceledWith("order_claim")})`

/**
 * The id of a change begins with its creation time (ULID), so the index of the ids limits the search to changes that were
 * begun within 30 days. Thus its cost does not grow with the shop's history.
 */
const changes = (which: string, isNew: string) => `
  SELECT change.id, change.order_id,
    (SELECT o.display_id FROM "order" o WHERE o.id = change.order_id) AS number,
    coalesce(
      change.change_type,
      CASE WHEN ${ofReplacement} THEN 'cancel_replacement' ELSE 'cancel_return' END
    ) AS kind, change.confirmed_by,
    EXISTS ((${itemsOf("change.version")}) EXCEPT (${itemsOf("change.version - 1")}))
    OR EXISTS ((${itemsOf("change.version - 1")}) EXCEPT (${itemsOf("change.version")})) AS changes_items
  FROM order_change change
  WHERE ${which} AND change.status = 'confirmed' AND change.deleted_at IS NULL
    AND (
      change.change_type IN ('edit', 'return_receive', 'exchange', 'claim')
      OR (change.change_type IS NULL AND (${ofReplacement} OR (change.return_id IS NOT NULL AND ${isOnlyReturn})))
    )
    AND change.confirmed_at > now() - interval '1 day'
    AND ${isNew}
  ORDER BY change.version`

const MONTH_MS = 30 * 24 * 3_600_000
const ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** The smallest ULID of a time. See https://github.com/ulid/spec. */
function ulidOf(time: number): string {
  let rest = time
  let text = ""
  for (let digit = 0; digit < 10; digit += 1) {
    text = ULID_DIGITS[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  return text
}

/** The id from which a search for changes begins; see {@link changes}. */
export const firstChangeId = (): string => `ordch_${ulidOf(Date.now() - MONTH_MS)}`

/**
 * Reads the changes of orders that were confirmed within the last day.
 *
 * @param orderId reads only the changes of this order
 * @param isNew an SQL expression on `change`: whether the workshop does not know the change yet
 */
export function readConfirmedChanges(
  container: MedusaContainer,
  isNew: string,
  orderId?: string,
): Promise<ConfirmedChange[]> {
  return orderId === undefined
    ? ask<ConfirmedChange>(
        container,
        { name: "confirmed-order-changes", text: changes("change.id > $1", isNew) },
        [firstChangeId()],
      )
    : ask<ConfirmedChange>(
        container,
        { name: "confirmed-changes-of-order", text: changes("change.order_id = $1", isNew) },
        [orderId],
      )
}

/** Kinds of changes that stay open until staff or a customer confirm or cancel them. */
export const OPEN_CHANGE_KINDS = ["edit", "return", "exchange", "claim", "transfer", "update"] as const
export type OpenChangeKind = (typeof OPEN_CHANGE_KINDS)[number]

/**
 * A change of an order that is begun and neither confirmed nor canceled. A canceled order has none: Medusa can leave one behind
 * when two cancellations meet, and nobody can confirm it.
 */
export type OpenChange = {
  id: string
  order_id: string
  number: number
  kind: OpenChangeKind
  /** ISO 8601. */
  begun_at: string
  /** The name of the admin user who began it; null if it is not known. */
  begun_by: string | null
}

const openChanges = (which: string) => `
  SELECT change.id, change.order_id, o.display_id AS number,
    CASE
      WHEN change.change_type IN ('return_request', 'return_receive') THEN 'return'
      WHEN change.change_type IN ('edit', 'exchange', 'claim', 'transfer') THEN change.change_type
      ELSE 'update'
    END AS kind,
    to_jsonb(change.created_at) #>> '{}' AS begun_at,
    (
      SELECT coalesce(nullif(trim(concat(person.first_name, ' ', person.last_name)), ''), person.email)
      FROM "user" person WHERE person.id = change.created_by AND person.deleted_at IS NULL
    ) AS begun_by
  FROM order_change change
  JOIN "order" o ON o.id = change.order_id AND o.deleted_at IS NULL
  WHERE ${which} AND change.status IN ('pending', 'requested') AND change.deleted_at IS NULL AND o.status <> 'canceled'
  ORDER BY change.id`

/** Reads the open change of an order. Medusa allows only one at a time. */
export async function readOpenChange(
  container: MedusaContainer,
  orderId: string,
): Promise<OpenChange | undefined> {
  const statement = { name: "open-change-of-order", text: openChanges("change.order_id = $1") }
  return (await ask<OpenChange>(container, statement, [orderId])).at(0)
}

/**
 * Reads the open changes of the orders in the workshop.
 *
 * @param assignment an SQL expression on `o`: the id of its assignment
 */
export const readOpenChanges = (container: MedusaContainer, assignment: string): Promise<OpenChange[]> =>
  ask<OpenChange>(container, { name: "open-changes", text: openChanges(`${assignment} IS NOT NULL`) }, [])

import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../lib/prepared"

/** The internal note of a shopper's order edit that moves the order to another delivery zone begins with this text. */
export const ZONE_NOTE = "delivery zone: "
/** The internal note of a shopper's order edit that only adds a greeting card. */
export const CARD_NOTE = "greeting card"

/** An open order edit that a shopper's change of a placed order has begun. */
export type OpenOwnEdit = {
  id: string
  order_id: string
  /** The order's number. */
  number: number
  /** The shipping option of the new zone; null if the edit only adds a greeting card. */
  option_id: string | null
  /** The shipping methods that Medusa created for the edit. */
  method_ids: string[]
}

const isZone = `starts_with(change.internal_note, '${ZONE_NOTE}')`

const ownEdits = (which: string) => `
  SELECT change.id, change.order_id, o.display_id AS number,
    CASE WHEN ${isZone} THEN substr(change.internal_note, ${ZONE_NOTE.length + 1}) END AS option_id,
    ARRAY(
      SELECT added.shipping_method_id FROM order_shipping added
      WHERE added.order_id = change.order_id AND added.version = change.version AND added.deleted_at IS NULL
    ) AS method_ids
  FROM order_change change JOIN "order" o ON o.id = change.order_id
  WHERE ${which} AND change.change_type = 'edit' AND change.status IN ('pending', 'requested')
    AND change.deleted_at IS NULL AND (${isZone} OR change.internal_note = '${CARD_NOTE}')`

/** Reads the open edit of a shopper. Medusa allows one open change of an order at a time. */
export async function readOwnEdit(
  container: MedusaContainer,
  orderId: string,
): Promise<OpenOwnEdit | undefined> {
  const statement = { name: "own-edit-of-order", text: ownEdits("change.order_id = $1") }
  return (await ask<OpenOwnEdit>(container, statement, [orderId])).at(0)
}

/**
 * Reads the open edits of shoppers of all orders.
 *
 * @param first the id from which the search begins, see `firstChangeId`
 */
export const readOwnEdits = (container: MedusaContainer, first: string): Promise<OpenOwnEdit[]> =>
  ask<OpenOwnEdit>(container, { name: "own-edits", text: ownEdits("change.id > $1") }, [first])

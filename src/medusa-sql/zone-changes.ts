import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../lib/prepared"

/** The internal note of an order edit that moves an order to another delivery zone begins with this text. */
export const ZONE_NOTE = "delivery zone: "

/** An open order edit that moves an order to another delivery zone. */
export type ZoneChange = {
  id: string
  order_id: string
  /** The order's number. */
  number: number
  /** The shipping option of the new zone. */
  option_id: string
  /** The shipping methods that Medusa created for the edit. */
  method_ids: string[]
}

const zoneChanges = (which: string) => `
  SELECT change.id, change.order_id, o.display_id AS number,
    substr(change.internal_note, ${ZONE_NOTE.length + 1}) AS option_id,
    ARRAY(
      SELECT added.shipping_method_id FROM order_shipping added
      WHERE added.order_id = change.order_id AND added.version = change.version AND added.deleted_at IS NULL
    ) AS method_ids
  FROM order_change change JOIN "order" o ON o.id = change.order_id
  WHERE ${which} AND change.change_type = 'edit' AND change.status IN ('pending', 'requested')
    AND change.deleted_at IS NULL AND starts_with(change.internal_note, '${ZONE_NOTE}')`

/** Reads the open change of an order's zone. Medusa allows one open change of an order at a time. */
export async function readZoneChange(
  container: MedusaContainer,
  orderId: string,
): Promise<ZoneChange | undefined> {
  const statement = { name: "zone-change-of-order", text: zoneChanges("change.order_id = $1") }
  return (await ask<ZoneChange>(container, statement, [orderId])).at(0)
}

/**
 * Reads the open zone changes of all orders.
 *
 * @param first the id from which the search begins, see `firstChangeId`
 */
export const readZoneChanges = (container: MedusaContainer, first: string): Promise<ZoneChange[]> =>
  ask<ZoneChange>(container, { name: "zone-changes", text: zoneChanges("change.id > $1") }, [first])

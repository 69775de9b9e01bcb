import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { readSellingPlaces } from "../../medusa-sql/selling-places"
import { isBegun } from "../assignment/steps/order-in-workshop"
import type { OutsideOrder } from "./outside-order"

/**
 * Reserves the stock of lines that have no reservation. Medusa reserves it for carts and draft orders, but not for orders
 * that an import creates. Idempotent.
 *
 * @returns ids of the new reservations
 * @throws out_of_stock; then nothing is reserved
 */
export async function reserveMissing(container: MedusaContainer, order: OutsideOrder): Promise<string[]> {
  const inventory = container.resolve(Modules.INVENTORY)
  const lines = order.items.filter((line) => line.variant?.manage_inventory && !isBegun(line))
  const known = await inventory.listReservationItems(
    { line_item_id: lines.map(({ id }) => id) },
    { select: ["line_item_id"], take: null },
  )
  const reserved = new Set(known.map(({ line_item_id }) => line_item_id))
  const needs = lines
    .filter(({ id }) => !reserved.has(id))
    .flatMap(({ id, quantity, variant }) =>
      (variant?.inventory_items ?? []).flatMap((part) =>
        part
          ? {
              line_item_id: id,
              inventory_item_id: part.inventory_item_id,
              quantity: MathBN.mult(quantity, part.required_quantity),
              allow_backorder: Boolean(variant?.allow_backorder),
            }
          : [],
      ),
    )
  if (!needs.length) {
    return []
  }
  const { channels } = await readSellingPlaces(container)
  const locations = channels.find(({ id }) => id === order.sales_channel_id)?.location_ids ?? []
  const itemIds = [...new Set(needs.map(({ inventory_item_id }) => inventory_item_id))].sort()
  // Medusa's workflows lock the items too: its module reads the reserved quantity of a level before it writes it.
  return container.resolve(Modules.LOCKING).execute(itemIds, async () => {
    const levels = await inventory.listInventoryLevels(
      { inventory_item_id: itemIds, location_id: locations },
      { take: null },
    )
    const reservations = needs.map((need) => {
      const own = levels.filter(({ inventory_item_id }) => inventory_item_id === need.inventory_item_id)
      const level =
        own.find(({ available_quantity }) => MathBN.gte(available_quantity, need.quantity)) ??
        (need.allow_backorder ? own.at(0) : undefined)
      if (!level) {
        throw shopError("out_of_stock", "There are not enough flowers in stock for this order.")
      }
      return { ...need, location_id: level.location_id }
    })
    return (await inventory.createReservationItems(reservations)).map(({ id }) => id)
  })
}

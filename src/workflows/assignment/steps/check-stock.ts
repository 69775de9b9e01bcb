import type { IInventoryService, ReservationItemDTO } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import type { OrderInWorkshop } from "./order-in-workshop"

const outOfStock = () => shopError("out_of_stock", "There are not enough flowers in stock for this order.")

type Demand = { inventory_item_id: string; location_id: string; quantity: ReturnType<typeof MathBN.convert> }

/**
 * Sums the reservations for each inventory item and location, because several bouquets may contain the same
 * stem.
 */
function sumDemand(reservations: ReservationItemDTO[]): Demand[] {
  const demand = new Map<string, Demand>()
  for (const { inventory_item_id, location_id, quantity } of reservations) {
    const key = `${inventory_item_id} ${location_id}`
    const before = demand.get(key)?.quantity ?? MathBN.convert(0)
    demand.set(key, { inventory_item_id, location_id, quantity: MathBN.add(before, quantity) })
  }
  return [...demand.values()]
}

/**
 * Checks that the stocked quantity covers the order's reservations. Staff may have lowered the stock after
 * the reservation, and Medusa itself would write it off below zero. Writes nothing.
 *
 * @throws out_of_stock
 */
export const checkStockStep = createStep(
  "check-stock",
  async (
    { order, reservations }: { order: OrderInWorkshop; reservations: ReservationItemDTO[] },
    { container },
  ) => {
    const reserved = new Set(reservations.map((reservation) => reservation.line_item_id))
    if (order.items.some((item) => item.variant?.manage_inventory && !reserved.has(item.id))) {
      throw outOfStock()
    }
    const backordered = new Set(
      order.items.filter((item) => item.variant?.allow_backorder).map((item) => item.id),
    )
    const demand = sumDemand(reservations.filter(({ line_item_id }) => !backordered.has(line_item_id ?? "")))
    const inventory: IInventoryService = container.resolve(Modules.INVENTORY)
    const levels = await inventory.listInventoryLevels({
      inventory_item_id: demand.map(({ inventory_item_id }) => inventory_item_id),
    })
    for (const { inventory_item_id, location_id, quantity } of demand) {
      const level = levels.find(
        (candidate) =>
          candidate.inventory_item_id === inventory_item_id && candidate.location_id === location_id,
      )
      if (!level || MathBN.lt(level.stocked_quantity, quantity)) {
        throw outOfStock()
      }
    }
    return new StepResponse(undefined)
  },
)

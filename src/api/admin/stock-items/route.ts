import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { StockItemRow } from "../../../medusa-sql/stock-levels"
import { listStockItems } from "../../../workflows/stock/list-items"
import { namePlaces } from "../../../workflows/stock/names"
import { seesMoney } from "../../roles"
import { ListStockItems } from "./validators"

/** The row of an item at a location. Its worth is only for the roles that see money. */
const describeItem = (
  { stocked, reserved, held, free, sold_7, sold_30, average_cost, value, ...item }: StockItemRow,
  withMoney: boolean,
) => ({
  ...item,
  stocked: Number(stocked),
  reserved: Number(reserved),
  held: Number(held),
  free: Number(free),
  sold_7: Number(sold_7),
  sold_30: Number(sold_30),
  ...(withMoney
    ? { average_cost: average_cost === null ? null : Number(average_cost), value: Number(value) }
    : {}),
})

/** GET /admin/stock-items: the stock of the items by location, by title. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { q, ids, limit, offset }: ListStockItems = await zodValidator<unknown>(ListStockItems, req.query)
  const [found, withMoney] = await Promise.all([
    listStockItems(req.scope, { q, ids, take: limit + 1, skip: offset }),
    seesMoney(req),
  ])
  const rows = found.slice(0, limit)
  const placeOf = await namePlaces(
    req.scope,
    rows.map(({ location_id }) => ({ location_id })),
  )
  res.json({
    stock_items: rows.map((row) => ({
      ...describeItem(row, withMoney),
      location_name: placeOf({ location_id: row.location_id }).location_name,
    })),
    has_more: found.length > limit,
    limit,
    offset,
  })
}

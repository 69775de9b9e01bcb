import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { LotRecord } from "../../../modules/stock-ledger/types"
import { listLots } from "../../../workflows/stock/list-lots"
import { seesMoney } from "../../roles"
import { ListStockLots } from "./validators"

/** A lot as the Admin API answers it. Its cost is only for the roles that see money. */
const describeLot = <Names>(
  { quantity, quantity_left, unit_cost, value, value_left, is_estimated, ...lot }: LotRecord & Names,
  withMoney: boolean,
) => ({
  ...lot,
  quantity: Number(quantity),
  quantity_left: Number(quantity_left),
  ...(withMoney
    ? {
        unit_cost: unit_cost === null ? null : Number(unit_cost),
        is_estimated,
        value: Number(value),
        value_left: Number(value_left),
      }
    : {}),
})

/** GET /admin/stock-lots?inventory_item_id: the lots of an item. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query: ListStockLots = await zodValidator<unknown>(ListStockLots, req.query)
  const { inventory_item_id, all, limit, offset } = query
  const [lots, withMoney] = await Promise.all([
    listLots(req.scope, { inventory_item_id, all: all === "true", take: limit + 1, skip: offset }),
    seesMoney(req),
  ])
  res.json({
    stock_lots: lots.slice(0, limit).map((lot) => describeLot(lot, withMoney)),
    has_more: lots.length > limit,
    limit,
    offset,
  })
}

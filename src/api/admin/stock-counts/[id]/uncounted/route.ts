import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listItemsToCount } from "../../../../../workflows/stock-count/read-count"
import { ListItemsToCount } from "../../validators"

/** GET /admin/stock-counts/:id/uncounted: the items that nobody has counted yet, those in stock first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query: ListItemsToCount = await zodValidator<unknown>(ListItemsToCount, req.query)
  const { q, limit, offset } = query
  const items = await listItemsToCount(req.scope, { id: req.params.id, q, take: limit + 1, skip: offset })
  res.json({
    items: items.slice(0, limit).map(({ id, title, sku, stocked }) => ({
      ...{ inventory_item_id: id, item_title: title, sku, stocked: Number(stocked) },
    })),
    has_more: items.length > limit,
    limit,
    offset,
  })
}

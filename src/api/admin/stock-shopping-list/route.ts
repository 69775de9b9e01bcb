import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listsFor } from "./lists"
import { ListShoppingList } from "./validators"

/** GET /admin/stock-shopping-list: what to order, by supplier and title, and why. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query: ListShoppingList = await zodValidator<unknown>(ListShoppingList, req.query)
  const { supplier_id, limit, offset } = query
  const { all, chosen } = await listsFor(req.scope, supplier_id)
  const items = chosen.flatMap((list) => list.items)
  res.json({
    stock_shopping_list: items
      .slice(offset, offset + limit)
      .map(({ supplier_phone: _phone, has_settings: _set, ...item }) => item),
    suppliers: all.map(({ supplier_id: id, name, phone, items: own }) => ({
      ...{ supplier_id: id, name, phone, items: own.length },
      pieces: own.reduce((sum, { proposed }) => sum + proposed, 0),
    })),
    count: items.length,
    limit,
    offset,
  })
}

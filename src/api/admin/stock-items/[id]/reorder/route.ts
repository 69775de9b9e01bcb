import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readReorder, setReorder } from "../../../../../workflows/stock/reorder/set-reorder"
import { stockPersonOf } from "../../../../stock-person"
import type { SetStockReorder } from "../../validators"

async function answer(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { supplier_phone: _phone, ...reorder } = await readReorder(req.scope, req.params.id)
  res.json({ stock_reorder: reorder })
}

/** GET /admin/stock-items/:id/reorder: when an item is ordered again, and what is to be ordered now. */
export const GET = answer

/** POST /admin/stock-items/:id/reorder: sets when an item is ordered again. */
export async function POST(req: AuthenticatedMedusaRequest<SetStockReorder>, res: MedusaResponse) {
  await setReorder(req.scope, await stockPersonOf(req), { ...req.validatedBody, id: req.params.id })
  await answer(req, res)
}

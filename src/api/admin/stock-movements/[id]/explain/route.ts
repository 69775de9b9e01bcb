import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { explainMovement } from "../../../../../workflows/stock/explain-movement"
import { nameMovements } from "../../../../../workflows/stock/names"
import { seesMoney } from "../../../../roles"
import { stockPersonOf } from "../../../../stock-person"
import { describeMovement } from "../../describe"
import type { ExplainStockMovement } from "../../validators"

/** POST /admin/stock-movements/:id/explain: says why the stock changed, when the ledger could not know it. */
export async function POST(req: AuthenticatedMedusaRequest<ExplainStockMovement>, res: MedusaResponse) {
  const explained = await explainMovement(req.scope, await stockPersonOf(req), {
    ...req.validatedBody,
    id: req.params.id,
  })
  const [movement] = await nameMovements(req.scope, [explained])
  res.json({ stock_movement: describeMovement(movement, await seesMoney(req)) })
}

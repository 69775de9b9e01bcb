import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listMovements } from "../../../workflows/stock/list-movements"
import { seesMoney } from "../../roles"
import { describeMovement } from "./describe"
import { ListStockMovements } from "./validators"

/** GET /admin/stock-movements: a page of the stock ledger, newest first. `unexplained=true`: what nobody has explained. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query: ListStockMovements = await zodValidator<unknown>(ListStockMovements, req.query)
  const { unexplained, ...input } = query
  const [{ movements, next_before, count }, withMoney] = await Promise.all([
    listMovements(req.scope, { ...input, unexplained: unexplained === "true" }),
    seesMoney(req),
  ])
  res.json({
    stock_movements: movements.map((movement) => describeMovement(movement, withMoney)),
    next_before,
    ...(count === undefined ? {} : { count }),
  })
}

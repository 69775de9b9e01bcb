import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { takeApart } from "../../../../../workflows/showcase/end-bouquet"
import { stockPersonOf } from "../../../../stock-person"
import { answerBouquet } from "../../describe"
import type { TakeBouquetApart } from "../../validators"

/** POST /admin/stock-showcase/:id/take-apart: takes a bouquet apart; the stems that are not lost return to the stock. */
export async function POST(req: AuthenticatedMedusaRequest<TakeBouquetApart>, res: MedusaResponse) {
  const person = await stockPersonOf(req)
  const bouquet = await takeApart(req.scope, person, { ...req.validatedBody, id: req.params.id })
  res.json(await answerBouquet(req, bouquet))
}

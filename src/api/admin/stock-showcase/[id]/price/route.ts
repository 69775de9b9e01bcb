import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changePrice } from "../../../../../workflows/showcase/change-price"
import { stockPersonOf } from "../../../../stock-person"
import { answerBouquet } from "../../describe"
import type { PriceBouquet } from "../../validators"

/** POST /admin/stock-showcase/:id/price: gives a bouquet another price. */
export async function POST(req: AuthenticatedMedusaRequest<PriceBouquet>, res: MedusaResponse) {
  const person = await stockPersonOf(req)
  const bouquet = await changePrice(req.scope, person, { ...req.validatedBody, id: req.params.id })
  res.json(await answerBouquet(req, bouquet))
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readBouquet } from "../../../../workflows/showcase/bouquets"
import { answerBouquet } from "../describe"

/** GET /admin/stock-showcase/:id: a bouquet of the showcase. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await answerBouquet(req, await readBouquet(req.scope, req.params.id)))
}

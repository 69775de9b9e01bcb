import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { endOffer } from "../../../../workflows/stock/offers"
import { stockPersonOf } from "../../../stock-person"

/** DELETE /admin/stock-offers/:id: ends an offer, so that the usual prices count again. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { id } = await endOffer(req.scope, await stockPersonOf(req), { id: req.params.id })
  res.json({ id, object: "stock_offer", deleted: true })
}

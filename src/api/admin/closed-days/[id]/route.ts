import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { removeClosedDay } from "../../../../workflows/delivery/closed-days"

/** DELETE /admin/closed-days/:id: reopens the day. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const result = await removeClosedDay(req.scope, { id: req.params.id })
  res.json({ id: result, object: "closed_day", deleted: true })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { removeClosedDayWorkflow } from "../../../../workflows/delivery/remove-closed-day"

/** DELETE /admin/closed-days/:id: reopens the day. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { result } = await removeClosedDayWorkflow(req.scope).run({ input: { id: req.params.id } })
  res.json({ id: result, object: "closed_day", deleted: true })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { removeClosedSlot } from "../../../../workflows/delivery/closed-slots"

/** DELETE /admin/closed-slots/:id: reopens the slot. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const result = await removeClosedSlot(req.scope, { id: req.params.id })
  res.json({ id: result, object: "closed_slot", deleted: true })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { describeAssignment } from "./describe"

/** GET /admin/orders/:id/assignment: the order's delivery, its way so far, and the steps that may be taken now. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await describeAssignment(req.scope, req.params.id))
}

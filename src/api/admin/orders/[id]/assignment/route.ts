import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { describeAssignment } from "./describe"

/** GET /admin/orders/:id/assignment: the order's delivery, its transitions and the actions that are allowed now. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await describeAssignment(req.scope, req.params.id))
}

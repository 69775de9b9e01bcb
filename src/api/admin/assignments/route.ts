import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAssignments } from "./list"
import { ListAssignments } from "./validators"

/** GET /admin/assignments?status&date&limit&offset: lists the orders in the workshop. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const params: ListAssignments = await zodValidator<unknown>(ListAssignments, req.query)
  res.json(await listAssignments(req.scope, params))
}

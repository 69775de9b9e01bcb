import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { mergeCustomersWorkflow } from "../../../../../workflows/customer/merge-customers"
import type { MergeCustomer } from "./validators"

/** POST /admin/customers/:id/merge: merges this customer into another one, and deletes it. */
export async function POST(req: AuthenticatedMedusaRequest<MergeCustomer>, res: MedusaResponse) {
  const { result } = await mergeCustomersWorkflow(req.scope).run({
    input: { from: req.params.id, into: req.validatedBody.into },
  })
  res.json({ customer: { id: result.id }, providers_left: result.providers_left })
}

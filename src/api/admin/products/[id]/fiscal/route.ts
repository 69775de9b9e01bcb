import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { setFiscalCodesWorkflow } from "../../../../../workflows/catalog/set-fiscal-codes"
import { describeFiscalCodes } from "./describe"
import type { SetFiscalCodes } from "./validators"

/** GET /admin/products/:id/fiscal: the product's codes for the fiscal receipt. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await describeFiscalCodes(req.scope, req.params.id))
}

/** POST /admin/products/:id/fiscal: sets the codes; null removes a code. */
export async function POST(req: AuthenticatedMedusaRequest<SetFiscalCodes>, res: MedusaResponse) {
  const { id } = req.params
  await setFiscalCodesWorkflow(req.scope).run({ input: { product_id: id, codes: req.validatedBody } })
  res.json(await describeFiscalCodes(req.scope, id))
}

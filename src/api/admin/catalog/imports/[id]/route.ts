import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retrieveRun } from "../../../../../workflows/runs/list-runs"
import { describeImport } from "../../describe"

/** GET /admin/catalog/imports/:id: returns the progress of an import, its result or its problems. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const run = await retrieveRun(req.scope, "catalog-import", req.params.id)
  res.json({ import: describeImport(run) })
}

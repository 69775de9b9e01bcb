import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listRuns } from "../../../../workflows/runs/list-runs"
import { describeImport } from "../describe"
import { ListImports } from "../validators"

/** GET /admin/catalog/imports: lists the imports with their progress, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const page: ListImports = await zodValidator<unknown>(ListImports, req.query)
  const { runs, count } = await listRuns(req.scope, "catalog-import", page)
  res.json({ imports: runs.map(describeImport), count, ...page })
}

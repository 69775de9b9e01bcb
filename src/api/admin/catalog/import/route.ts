import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { catalogProblems } from "../../../../workflows/catalog/catalog-invalid-error"
import { checkCatalogWorkflow, importCatalogWorkflow } from "../../../../workflows/catalog/import-catalog"
import { ImportCatalogQuery } from "../validators"

/**
 * POST /admin/catalog/import: brings the catalogue to what the body says, or only checks it (`?dry_run=true`).
 *
 * Answers with how many categories and products were created, updated and left unchanged, and with notes;
 * or with 400 and every problem of the file, in which case nothing was written.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query = ImportCatalogQuery.safeParse(req.query)
  if (!query.success) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "dry_run must be true or false.", "invalid_query")
  }
  const workflow = query.data.dry_run === "true" ? checkCatalogWorkflow : importCatalogWorkflow
  try {
    const { result } = await workflow(req.scope).run({ input: { catalog: req.body } })
    res.json(result)
  } catch (error) {
    const problems = catalogProblems(error)
    if (!problems) {
      throw error
    }
    const message = error instanceof Error ? error.message : "The catalogue was not imported."
    res.status(400).json({ type: MedusaError.Types.INVALID_DATA, code: "catalog_invalid", message, problems })
  }
}

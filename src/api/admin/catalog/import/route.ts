import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { catalogProblems } from "../../../../workflows/catalog/catalog-invalid-error"
import { checkCatalogWorkflow, importCatalogWorkflow } from "../../../../workflows/catalog/import-catalog"
import { ImportCatalogQuery } from "../validators"

/**
 * POST /admin/catalog/import: imports a catalogue file, or only validates it (`?dry_run=true`).
 *
 * Answers with the numbers of created, updated and unchanged categories and products, and with notes. A file
 * with a problem is answered with 400 and all of its problems, and changes nothing.
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

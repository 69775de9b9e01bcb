import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../../lib/errors"
import { catalogProblems } from "../../../../workflows/catalog/catalog-invalid-error"
import { checkCatalog } from "../../../../workflows/catalog/import-catalog"
import { importWork } from "../../../../workflows/catalog/import-work"
import { parseCatalog } from "../../../../workflows/catalog/parse-catalog"
import { createRun } from "../../../../workflows/runs/create-run"
import { executeInBackground, executeRun } from "../../../../workflows/runs/execute-run"
import { retrieveRun } from "../../../../workflows/runs/list-runs"
import { readBytes } from "../../../read-body"
import { callerOf } from "../../../roles"
import { describeImport } from "../describe"
import { ImportCatalogQuery } from "../validators"

/** 10 MB: some thousands of products, or a catalogue with embedded pictures. */
const MOST_BYTES = 10 * 1024 * 1024

/**
 * POST /admin/catalog/import: imports a catalogue file, or only validates it (`?dry_run=true`).
 *
 * Answers with the numbers of created, updated and unchanged categories and products, and with notes. A file
 * with a problem is answered with 400 and all of its problems, and changes nothing. With `?wait=false` it answers at
 * once with the import, whose progress GET /admin/catalog/imports/:id returns.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query = ImportCatalogQuery.safeParse(req.query)
  if (!query.success) {
    const [{ message }] = query.error.issues
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `${message}.`, "invalid_query")
  }
  const file = await readBytes(req, MOST_BYTES)
  if (!file) {
    throw shopError("file_too_large", "The file is larger than 10 MB.", MedusaError.Types.INVALID_DATA)
  }
  const catalog = await parseCatalog(file)
  try {
    if (query.data.dry_run === "true") {
      res.json(await checkCatalog(req.scope, { catalog }))
      return
    }
    const id = await createRun(req.scope, { kind: "catalog-import", caller: callerOf(req), file })
    const work = importWork({ catalog })
    if (query.data.wait === "false") {
      executeInBackground(req.scope, id, work)
      res.status(202).json({ import: describeImport(await retrieveRun(req.scope, "catalog-import", id)) })
      return
    }
    res.json(await executeRun(req.scope, id, work))
  } catch (error) {
    const problems = catalogProblems(error)
    if (!problems) {
      throw error
    }
    const message = error instanceof Error ? error.message : "The catalogue was not imported."
    res.status(400).json({ type: MedusaError.Types.INVALID_DATA, code: "catalog_invalid", message, problems })
  }
}

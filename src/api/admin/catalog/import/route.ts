import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { decodeText } from "../../../../lib/decode-text"
import { shopError } from "../../../../lib/errors"
import { catalogProblems } from "../../../../workflows/catalog/catalog-invalid-error"
import { checkCatalogWorkflow, importCatalogWorkflow } from "../../../../workflows/catalog/import-catalog"
import { readBytes } from "../../../read-body"
import { ImportCatalogQuery } from "../validators"

/** 10 MB: a catalogue with embedded pictures. */
const MOST_BYTES = 10 * 1024 * 1024

/** Parses JSON in any encoding of {@link decodeText}. @throws not_json */
function parseFile(file: Buffer): unknown {
  try {
    return JSON.parse(decodeText(file))
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it cannot be read"
    throw shopError("not_json", `The file is not JSON: ${reason}`, MedusaError.Types.INVALID_DATA)
  }
}

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
  const file = await readBytes(req, MOST_BYTES)
  if (!file) {
    throw shopError("file_too_large", "The file is larger than 10 MB.", MedusaError.Types.INVALID_DATA)
  }
  const catalog = parseFile(file)
  const workflow = query.data.dry_run === "true" ? checkCatalogWorkflow : importCatalogWorkflow
  try {
    const { result } = await workflow(req.scope).run({ input: { catalog } })
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

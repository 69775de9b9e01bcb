import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import {
  checkStockFile,
  importStock,
  StockFileInvalidError,
} from "../../../workflows/stock-file/import-stock"
import { readBytes } from "../../read-body"
import { stockPersonOf } from "../../stock-person"
import { storedKey } from "../stock-documents/describe"
import { answerImport } from "./describe"
import { ImportStockQuery } from "./validators"

/** 2 MB: more than a table of two thousand lines. */
const MOST_BYTES = 2 * 1024 * 1024

/**
 * POST /admin/stock-import: records a CSV or XLSX file as one document, or only tells what it would change (`?dry_run=true`). 202
 * when the document waits for a second person.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { dry_run, key }: ImportStockQuery = await zodValidator<unknown>(ImportStockQuery, req.query)
  const file = await readBytes(req, MOST_BYTES)
  if (!file) {
    throw shopError("file_too_large", "The file is larger than 2 MB.", MedusaError.Types.INVALID_DATA)
  }
  const person = await stockPersonOf(req)
  if (dry_run === "true") {
    res.json(await answerImport(req, await checkStockFile(req.scope, person, file)))
    return
  }
  try {
    const done = await importStock(req.scope, person, { file, key: storedKey(person, key) })
    res.status(done.request_id && !done.document_id ? 202 : 200).json(await answerImport(req, done))
  } catch (error) {
    if (!(error instanceof StockFileInvalidError)) {
      throw error
    }
    const { type, code, message, problems } = error
    res.status(400).json({ type, code, message, problems })
  }
}

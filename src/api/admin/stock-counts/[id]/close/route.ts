import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { closeCount, CountTooLowError } from "../../../../../workflows/stock-count/close-count"
import { stockPersonOf } from "../../../../stock-person"
import { answerDocument } from "../../../stock-documents/describe"
import { answerRequest } from "../../../stock-requests/describe"
import { answerCount } from "../../describe"

/**
 * POST /admin/stock-counts/:id/close: the differences become one correction. 200 with the count and its document, or 202 with the
 * request when the correction waits for a second person. A refusal with the code `count_too_low` has the name of the item.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { id } = req.params
  const closed = await tryToClose(req)
  if (closed instanceof CountTooLowError) {
    const { type, code, message, item_title } = closed
    res.status(400).json({ type, code, message, item_title })
    return
  }
  const { document_id, request_id } = closed
  const stock_count = await answerCount(req, id)
  if (request_id) {
    res.status(202).json({ stock_count, stock_request: await answerRequest(req, request_id) })
    return
  }
  res.json({
    stock_count,
    ...(document_id ? { stock_document: await answerDocument(req, document_id) } : {}),
  })
}

async function tryToClose(req: AuthenticatedMedusaRequest) {
  try {
    return await closeCount(req.scope, await stockPersonOf(req), req.params.id)
  } catch (error) {
    if (error instanceof CountTooLowError) {
      return error
    }
    throw error
  }
}

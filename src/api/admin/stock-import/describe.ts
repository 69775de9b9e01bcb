import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { StockImport } from "../../../workflows/stock-file/import-stock"
import { sentenceOf, type PlannedLine } from "../../../workflows/stock-file/plan-lines"
import { answerDocument } from "../stock-documents/describe"
import { answerRequest } from "../stock-requests/describe"

const describeLine = ({ supplier_id: _supplier, problem, ...line }: PlannedLine) => ({
  ...line,
  problem: problem && { code: problem, message: sentenceOf(problem) },
})

/** What an import would change, or has changed. */
export async function answerImport(
  req: AuthenticatedMedusaRequest,
  { kind, lines, document_id, request_id }: StockImport,
) {
  return {
    kind,
    changed: lines.filter(({ quantity, problem }) => quantity !== 0 && !problem).length,
    problems: lines.filter(({ problem }) => problem).length,
    lines: lines.map(describeLine),
    ...(document_id ? { stock_document: await answerDocument(req, document_id) } : {}),
    ...(request_id ? { stock_request: await answerRequest(req, request_id) } : {}),
  }
}

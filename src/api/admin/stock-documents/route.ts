import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { StockLine } from "../../../modules/stock-ledger/types"
import { listDocuments } from "../../../workflows/stock/read-documents"
import { recordDocument } from "../../../workflows/stock/record-document"
import { seesMoney } from "../../roles"
import { stockPersonOf } from "../../stock-person"
import { answerRequest } from "../stock-requests/describe"
import { answerRecorded, describeDocument, storedKey } from "./describe"
import { ListStockDocuments, type CreateStockDocument } from "./validators"

/** GET /admin/stock-documents: what people recorded, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query: ListStockDocuments = await zodValidator<unknown>(ListStockDocuments, req.query)
  const { limit, offset, ...filters } = query
  const [documents, withMoney] = await Promise.all([
    listDocuments(req.scope, { ...filters, take: limit + 1, skip: offset }),
    seesMoney(req),
  ])
  res.json({
    stock_documents: documents.slice(0, limit).map((document) => describeDocument(document, withMoney)),
    has_more: documents.length > limit,
    limit,
    offset,
  })
}

const lineOf = ({
  unit_cost,
  wilts_on,
  lot_id,
  ...line
}: CreateStockDocument["lines"][number]): StockLine => ({
  ...line,
  lot_id: lot_id ?? undefined,
  lot: { unit_cost: unit_cost ?? undefined, wilts_on: wilts_on ?? undefined },
})

/**
 * POST /admin/stock-documents: records incoming flowers, a loss or a correction. 201 with the document, or 202 with the request
 * when it waits for a second person.
 */
export async function POST(req: AuthenticatedMedusaRequest<CreateStockDocument>, res: MedusaResponse) {
  const { key, lines, ...input } = req.validatedBody
  const person = await stockPersonOf(req)
  const outcome = await recordDocument(req.scope, person, {
    ...input,
    key: storedKey(person, key),
    lines: lines.map(lineOf),
  })
  if ("request" in outcome) {
    res.status(202).json({ stock_request: await answerRequest(req, outcome.request.id) })
    return
  }
  res.status(201).json(await answerRecorded(req, outcome.document))
}

import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { beginCount } from "../../../workflows/stock-count/begin-count"
import { listCounts } from "../../../workflows/stock-count/read-count"
import { stockPersonOf } from "../../stock-person"
import { storedKey } from "../stock-documents/describe"
import { answerCountHead, describeCount } from "./describe"
import { ListStockCounts, type BeginStockCount } from "./validators"

/** GET /admin/stock-counts: counts of the stock, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { status, limit, offset }: ListStockCounts = await zodValidator<unknown>(ListStockCounts, req.query)
  const counts = await listCounts(req.scope, { status, take: limit + 1, skip: offset })
  res.json({
    stock_counts: counts.slice(0, limit).map(describeCount),
    has_more: counts.length > limit,
    limit,
    offset,
  })
}

/** POST /admin/stock-counts: begins a count of all items at a location, or of those of a category. */
export async function POST(req: AuthenticatedMedusaRequest<BeginStockCount>, res: MedusaResponse) {
  const { key, ...input } = req.validatedBody
  const person = await stockPersonOf(req)
  const { id } = await beginCount(req.scope, person, { ...input, key: storedKey(person, key) })
  res.status(201).json({ stock_count: await answerCountHead(req, id) })
}

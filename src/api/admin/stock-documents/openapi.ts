import { z } from "@medusajs/framework/zod"
import { DOCUMENT_KINDS } from "../../../modules/stock-ledger/types"
import { instant, type RouteDescriptions } from "../../route-description"
import { actor, stockMovement, worth } from "../stock-movements/openapi"
import { stockRequest } from "../stock-requests/openapi"
import { CreateStockDocument, ListStockDocuments, RegradeStock, TakeBackStockDocument } from "./validators"

const document = {
  id: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  supplier_id: z.string().nullable(),
  supplier_name: z.string().nullable(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  photo_file_id: z.string().nullable().describe("Telegram's id of the photo"),
  ...actor,
  lines: z.number().describe("Number of movements"),
  pieces: z.number().describe("Of all movements, without their signs"),
  value: worth,
  item_titles: z.array(z.string().nullable()).describe("Of the first items, three at most"),
  is_taken_back: z.boolean().describe("Whether countermovements have taken all of it back"),
  created_at: instant,
}

const whole = z.strictObject({ ...document, movements: z.array(stockMovement) })

const recorded = z.strictObject({
  stock_document: whole,
  short: z
    .array(z.strictObject({ inventory_item_id: z.string(), location_id: z.string(), missing: z.number() }))
    .describe("Items of which orders have reserved more than there is"),
})

const LINES = [
  "lines_missing",
  "too_many_lines",
  "invalid_quantity",
  "invalid_cost",
  "item_not_found",
  "location_not_found",
]

export const stockDocumentRoutes: RouteDescriptions = {
  "GET /admin/stock-documents": {
    summary: "Lists what people recorded: incoming flowers, losses, corrections, regradings. Newest first.",
    query: ListStockDocuments,
    answer: z.strictObject({
      stock_documents: z.array(z.strictObject(document)),
      has_more: z.boolean(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "POST /admin/stock-documents": {
    summary:
      "Records incoming flowers, a loss or a correction, as a whole or not at all. A large loss or correction waits for a second person: then the answer is 202 with stock_request.",
    body: CreateStockDocument,
    answer: z.union([recorded, z.strictObject({ stock_request: stockRequest })]),
    status: 201,
    errors: [
      ...LINES,
      "reason_required",
      "text_too_long",
      "supplier_not_found",
      "stock_too_low",
      "record_busy",
    ],
  },
  "GET /admin/stock-documents/:id": {
    summary: "A document with its movements, oldest first.",
    answer: z.strictObject({ stock_document: whole }),
    errors: ["document_not_found"],
  },
  "POST /admin/stock-documents/regrade": {
    summary: "Moves pieces from one item to another with their value: what came as 60 cm and is 50 cm.",
    body: RegradeStock,
    answer: recorded,
    status: 201,
    errors: [...LINES, "same_item", "text_too_long", "stock_too_low", "record_busy"],
  },
  "POST /admin/stock-documents/:id/take-back": {
    summary:
      "Takes a document back by countermovements, in a document of its own. A florist can do it for ten minutes with an own document.",
    body: TakeBackStockDocument,
    answer: recorded,
    errors: ["document_not_found", "not_counterable", "already_countered", "stock_too_low", "record_busy"],
  },
}

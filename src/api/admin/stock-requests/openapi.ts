import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../route-description"
import { actor, place, stockMovement, worth } from "../stock-movements/openapi"
import { ListStockRequests, REQUEST_STATUSES } from "./validators"

export const stockRequest = z.strictObject({
  id: z.string(),
  kind: z.enum(["loss", "correction"]),
  lines: z.array(z.strictObject({ ...place, quantity: z.number() })),
  pieces: z.number(),
  worth: worth.describe("In minor units, when the request was made. Only for owner, manager and accountant"),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  photo_file_id: z.string().nullable(),
  status: z.enum(REQUEST_STATUSES),
  member_id: z.string().nullable().describe("The staff member who asks"),
  ...actor,
  decided_by: z.string().nullable().describe("The staff member who decided"),
  decided_by_name: z.string().nullable(),
  decided_at: instant.nullable(),
  document_id: z.string().nullable().describe("The document that an approved request became"),
  created_at: instant,
})

const decided = z.looseObject({ stock_request: stockRequest })

export const stockRequestRoutes: RouteDescriptions = {
  "GET /admin/stock-requests": {
    summary: "Lists the losses and corrections that wait for a second person, or waited. Newest first.",
    query: ListStockRequests,
    answer: z.strictObject({
      stock_requests: z.array(stockRequest),
      has_more: z.boolean(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "POST /admin/stock-requests/:id/approve": {
    summary:
      "Approves a request: its document is recorded. Nobody decides about an own request. The answer also has stock_document and short.",
    answer: decided.extend({ stock_document: z.looseObject({ movements: z.array(stockMovement) }) }),
    errors: ["own_request", "request_not_found", "already_decided", "stock_too_low", "record_busy"],
  },
  "POST /admin/stock-requests/:id/refuse": {
    summary: "Refuses a request: nothing moves. Nobody decides about an own request.",
    answer: decided,
    errors: ["own_request", "request_not_found", "already_decided", "record_busy"],
  },
}

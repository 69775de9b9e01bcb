import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../route-description"
import { stockMovement, actor, place } from "../stock-movements/openapi"
import { stockRequest } from "../stock-requests/openapi"
import {
  BeginStockCount,
  COUNT_STATUSES,
  EnterStockCount,
  ListItemsToCount,
  ListStockCounts,
} from "./validators"

const count = {
  id: z.string(),
  location_id: z.string(),
  location_name: z.string().nullable(),
  category_id: z.string().nullable().describe("Null: all items of the location"),
  category_name: z.string().nullable(),
  status: z.enum(COUNT_STATUSES).describe("waiting: its correction waits for a second person"),
  note: z.string().nullable(),
  ...actor,
  counted: z.number().describe("Number of counted items"),
  request_id: z.string().nullable(),
  document_id: z.string().nullable().describe("The correction; null when nothing differed"),
  created_at: instant,
  ended_at: instant.nullable(),
}

const { location_id: _location, location_name: _name, ...item } = place

const wholeCount = z.strictObject({
  ...count,
  not_counted: z.number().describe("Items that nobody has counted; they do not change"),
  items: z.array(
    z.strictObject({
      ...item,
      counted: z.number(),
      book: z.number().describe("The stock in the books when it was counted"),
      difference: z.number().describe("counted - book: what the correction changes"),
      value: z
        .number()
        .nullable()
        .optional()
        .describe(
          "Of the difference, in minor units; null when nobody knows the cost. Only for owner, manager and accountant",
        ),
      entries: z
        .array(
          z.strictObject({
            counted: z.number(),
            book: z.number(),
            adds: z.boolean().describe("Whether it is a further part of what others counted"),
            ...actor,
            counted_at: instant,
          }),
        )
        .describe("What people counted, oldest first, without what later counts replaced"),
    }),
  ),
})

const head = z.strictObject({ stock_count: z.strictObject(count) })
const document = z.looseObject({ movements: z.array(stockMovement) })

export const stockCountRoutes: RouteDescriptions = {
  "GET /admin/stock-counts": {
    summary: "Lists the counts of the stock, newest first.",
    query: ListStockCounts,
    answer: z.strictObject({
      stock_counts: z.array(z.strictObject(count)),
      has_more: z.boolean(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "POST /admin/stock-counts": {
    summary:
      "Begins a count of all items at a location, or of those that the products of a category consist of. A location has at most one count that has not ended.",
    body: BeginStockCount,
    answer: head,
    status: 201,
    errors: ["location_not_found", "category_not_found", "text_too_long", "count_open", "record_busy"],
  },
  "GET /admin/stock-counts/:id": {
    summary: "A count with its items, their entries and differences.",
    answer: z.strictObject({ stock_count: wholeCount }),
    errors: ["count_not_found"],
  },
  "GET /admin/stock-counts/:id/uncounted": {
    summary: "Lists the items of a count that nobody has counted yet, those in stock first.",
    query: ListItemsToCount,
    answer: z.strictObject({
      items: z.array(z.strictObject({ ...item, stocked: z.number() })),
      has_more: z.boolean(),
      limit: z.number(),
      offset: z.number(),
    }),
    errors: ["count_not_found"],
  },
  "POST /admin/stock-counts/:id/entries": {
    summary:
      "Saves what the caller counted of an item, with the stock in the books at that moment. The latest entry of an item replaces the others, unless it adds to them. A caller has one entry of an item.",
    body: EnterStockCount,
    answer: head,
    errors: [
      "invalid_quantity",
      "item_not_in_count",
      "count_not_found",
      "count_waiting",
      "count_closed",
      "count_canceled",
    ],
  },
  "POST /admin/stock-counts/:id/close": {
    summary:
      "Closes a count: its differences become one correction, relative to the books at the moment of counting. A large one waits for a second person: then the answer is 202 with stock_request. Items that are not counted do not change. A repeated call changes nothing.",
    answer: z.union([
      z.strictObject({ stock_count: wholeCount, stock_document: document.optional() }),
      z.strictObject({ stock_count: wholeCount, stock_request: stockRequest }),
    ]),
    errors: [
      "count_not_found",
      "count_canceled",
      "count_changed",
      "count_too_low",
      "too_many_differences",
      "record_busy",
    ],
  },
  "POST /admin/stock-counts/:id/cancel": {
    summary: "Ends a count without a correction: the stock stays as it is.",
    answer: head,
    errors: ["count_not_found", "count_waiting", "count_closed"],
  },
}

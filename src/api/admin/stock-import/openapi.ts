import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"
import { stockMovement } from "../stock-movements/openapi"
import { stockRequest } from "../stock-requests/openapi"
import { ImportStockQuery } from "./validators"

const line = z.strictObject({
  line: z.number().describe("Number of the line in the file"),
  inventory_item_id: z.string().nullable(),
  item_title: z.string().nullable(),
  sku: z.string().nullable(),
  location_id: z.string().nullable(),
  location_name: z.string().nullable(),
  stock_now: z.number().nullable(),
  stock_after: z.number().nullable(),
  quantity: z.number().describe("The change of the stock; 0 when the line changes nothing"),
  unit_cost: z.number().nullable().describe("As the file has it, in minor units"),
  supplier_name: z.string().nullable(),
  wilts_on: z.string().nullable().describe("The first day on which the flowers are no longer fresh"),
  problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
})

export const stockImportRoutes: RouteDescriptions = {
  "POST /admin/stock-import": {
    summary:
      "Records a CSV or XLSX file of at most 2 MB and 2,000 lines as one document, as a whole or not at all, or with dry_run=true only tells what each line would change. The column received makes incoming flowers, stock or change a correction. A large correction waits for a second person: then the answer is 202 with stock_request. A file with a problem is answered with 400 and all problems.",
    query: ImportStockQuery,
    answer: z.strictObject({
      kind: z.enum(["incoming", "correction"]),
      changed: z.number().describe("Lines that change the stock"),
      problems: z.number().describe("Lines with a problem; always 0 when the file was recorded"),
      lines: z.array(line),
      stock_document: z.looseObject({ movements: z.array(stockMovement) }).optional(),
      stock_request: stockRequest.optional(),
    }),
    errors: [
      "file_too_large",
      "stock_file_unreadable",
      "stock_file_columns",
      "stock_file_effect",
      "stock_file_too_long",
      "stock_file_invalid",
      "stock_too_low",
      "record_busy",
    ],
  },
}

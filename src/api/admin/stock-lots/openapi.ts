import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../route-description"
import { place, worth } from "../stock-movements/openapi"
import { ListStockLots, ListWiltingLots } from "./validators"

const lot = {
  id: z.string(),
  ...place,
  wilts_on: z
    .string()
    .nullable()
    .describe("YYYY-MM-DD: the first day on which the flowers are no longer fresh"),
  quantity_left: z.number(),
  value_left: worth,
}

export const stockLotRoutes: RouteDescriptions = {
  "GET /admin/stock-lots": {
    summary:
      "Lists the lots of an item that have flowers left, the next to be used first. all=true: also used ones, newest first.",
    query: ListStockLots,
    answer: z.strictObject({
      stock_lots: z.array(
        z.strictObject({
          ...lot,
          document_id: z.string().nullable(),
          supplier_id: z.string().nullable(),
          supplier_name: z.string().nullable(),
          received_at: instant,
          quantity: z.number(),
          unit_cost: worth.nullable(),
          is_estimated: z.boolean().optional().describe("Whether the cost is that of an earlier lot"),
          value: worth,
        }),
      ),
      has_more: z.boolean(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "GET /admin/stock-lots/wilting": {
    summary: "Lists the lots that are no longer fresh on a day, the oldest first.",
    query: ListWiltingLots,
    answer: z.strictObject({ stock_lots: z.array(z.strictObject(lot)) }),
  },
}

import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../route-description"
import { worth } from "../stock-movements/openapi"
import { ListStockItems, ReadItemHistory } from "./validators"

export const stockItemRoutes: RouteDescriptions = {
  "GET /admin/stock-items": {
    summary:
      "Lists the stock of the items by location, by title: stocked, reserved, held, free, sold, received, worth.",
    query: ListStockItems,
    answer: z.strictObject({
      stock_items: z.array(
        z.strictObject({
          inventory_item_id: z.string(),
          location_id: z.string(),
          location_name: z.string().nullable(),
          title: z.string().nullable(),
          sku: z.string().nullable(),
          stocked: z.number(),
          reserved: z.number().describe("For orders that no florist has accepted yet"),
          held: z.number().describe("For carts"),
          free: z.number().describe("Below zero when orders have reserved more than there is"),
          sold_7: z.number().describe("Sold within 7 days, without what came back"),
          sold_30: z.number(),
          last_receipt_at: instant.nullable(),
          average_cost: worth
            .nullable()
            .describe("Of one piece in stock, in minor units; null without stock"),
          value: worth,
        }),
      ),
      has_more: z.boolean(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "GET /admin/stock-items/:id/history": {
    summary: "Reads the stock of an item at the end of each of the last days, and what changed it.",
    query: ReadItemHistory,
    answer: z.strictObject({
      days: z.array(
        z.strictObject({
          day: z.string().describe("YYYY-MM-DD, in the shop's time zone"),
          received: z.number(),
          sold: z.number().describe("Without what came back"),
          lost: z.number(),
          other: z.number().describe("Corrections, regradings and the like; negative for a decrease"),
          stock: z.number().describe("At the end of the day, at all locations"),
        }),
      ),
    }),
  },
}

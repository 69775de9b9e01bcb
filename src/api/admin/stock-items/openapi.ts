import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../route-description"
import { worth } from "../stock-movements/openapi"
import { ListStockItems, ReadItemHistory, SetStockReorder } from "./validators"

/** An item with what to order of it, and why. */
export const plannedItem = {
  inventory_item_id: z.string(),
  title: z.string().nullable(),
  sku: z.string().nullable(),
  level: z.number().nullable().describe("The item is low when its free pieces fall to this number or below"),
  quantity: z.number().nullable().describe("The smallest quantity that is ordered"),
  supplier_id: z.string().nullable(),
  supplier_name: z.string().nullable(),
  lead_days: z
    .number()
    .describe("Days from the order until the flowers come: its own, else those of the supplier"),
  low_since: instant.nullable(),
  sold_by_weekday: z
    .array(z.number())
    .describe("The mean of what was sold on each weekday of the last four weeks, Monday first"),
  until: z.string().describe("YYYY-MM-DD: the last day that the order must last for"),
  forecast: z.number().describe("What will probably be sold until then"),
  open_orders: z.number().describe("What open orders need until then"),
  need: z.number().describe("Of each day the larger one of the two"),
  kept_for_later: z.number().describe("The stock that orders of later days keep"),
  stocked: z.number(),
  reserved: z.number(),
  free: z.number().describe("stocked without reserved"),
  is_low: z.boolean(),
  proposed: z.number().describe("What to order"),
}

const reorder = z.strictObject({
  stock_reorder: z.strictObject({
    ...plannedItem,
    own_lead_days: z
      .number()
      .nullable()
      .describe("The lead time of the item itself; null: that of its supplier"),
    has_settings: z.boolean(),
  }),
})

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
  "GET /admin/stock-items/:id/reorder": {
    summary: "When an item is ordered again, and what is to be ordered now.",
    answer: reorder,
    errors: ["item_not_found"],
  },
  "POST /admin/stock-items/:id/reorder": {
    summary: "Sets when an item is ordered again. A value that is left out stays; null removes it.",
    body: SetStockReorder,
    answer: reorder,
    errors: ["item_not_found", "supplier_not_found", "record_busy"],
  },
}

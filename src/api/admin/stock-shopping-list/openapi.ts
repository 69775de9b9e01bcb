import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"
import { plannedItem } from "../stock-items/openapi"
import { ExportShoppingList, ListShoppingList } from "./validators"

export const stockShoppingListRoutes: RouteDescriptions = {
  "GET /admin/stock-shopping-list": {
    summary:
      "Lists what to order, by supplier and title, and why. supplier_id=none lists the items without a supplier.",
    query: ListShoppingList,
    answer: z.strictObject({
      stock_shopping_list: z.array(z.strictObject(plannedItem)),
      suppliers: z
        .array(
          z.strictObject({
            supplier_id: z.string().nullable().describe("Null: the items without a supplier"),
            name: z.string().nullable(),
            phone: z.string().nullable(),
            items: z.number().describe("Number of its items on the list"),
            pieces: z.number(),
          }),
        )
        .describe("All suppliers of which there is something to order"),
      count: z.number(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "GET /admin/stock-shopping-list/export": {
    summary: "The shopping lists as an XLSX file: a sheet with all items, and one for each supplier.",
    query: ExportShoppingList,
  },
}

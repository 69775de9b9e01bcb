import type { RouteDescriptions } from "../../route-description"
import { ExportStockQuery } from "./validators"

export const stockExportRoutes: RouteDescriptions = {
  "GET /admin/stock-export": {
    summary:
      "Exports the stock of all items by location, as CSV or XLSX: stocked, reserved, held in carts, free, sold within 7 and 30 days, the last receipt, and the average cost, which only owner, manager and accountant get. POST /admin/stock-import reads the file again.",
    query: ExportStockQuery,
  },
}

import { z } from "@medusajs/framework/zod"
import { deleted, type RouteDescriptions } from "../../route-description"
import { CreateStockSupplier, ListStockSuppliers, UpdateStockSupplier } from "./validators"

const supplier = z.strictObject({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  note: z.string().nullable(),
  lead_days: z.number().describe("Days from the order until the flowers come"),
})

const BAD = ["invalid_supplier_name", "invalid_phone", "supplier_exists"]

const one = z.strictObject({ stock_supplier: supplier })

export const stockSupplierRoutes: RouteDescriptions = {
  "GET /admin/stock-suppliers": {
    summary: "Lists the suppliers by name.",
    query: ListStockSuppliers,
    answer: z.strictObject({
      stock_suppliers: z.array(supplier),
      has_more: z.boolean(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "POST /admin/stock-suppliers": {
    summary: "Adds a supplier.",
    body: CreateStockSupplier,
    answer: one,
    status: 201,
    errors: BAD,
  },
  "POST /admin/stock-suppliers/:id": {
    summary: "Changes a supplier.",
    body: UpdateStockSupplier,
    answer: one,
    errors: ["supplier_not_found", ...BAD],
  },
  "DELETE /admin/stock-suppliers/:id": {
    summary: "Deletes a supplier that has no documents, and of which no items are ordered.",
    answer: deleted("stock_supplier"),
    errors: ["supplier_not_found", "supplier_in_use"],
  },
}

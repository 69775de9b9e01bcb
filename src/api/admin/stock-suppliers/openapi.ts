import { z } from "@medusajs/framework/zod"
import { deleted, type RouteDescriptions } from "../../route-description"
import { CreateStockSupplier, ListStockSuppliers, UpdateStockSupplier } from "./validators"

const supplier = z.strictObject({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  note: z.string().nullable(),
})

const one = z.strictObject({ stock_supplier: supplier })

export const stockSupplierRoutes: RouteDescriptions = {
  "GET /admin/stock-suppliers": {
    summary: "Lists the suppliers by name.",
    query: ListStockSuppliers,
    answer: z.strictObject({ stock_suppliers: z.array(supplier), limit: z.number(), offset: z.number() }),
  },
  "POST /admin/stock-suppliers": {
    summary: "Adds a supplier.",
    body: CreateStockSupplier,
    answer: one,
    status: 201,
  },
  "POST /admin/stock-suppliers/:id": {
    summary: "Changes a supplier.",
    body: UpdateStockSupplier,
    answer: one,
    errors: ["supplier_not_found"],
  },
  "DELETE /admin/stock-suppliers/:id": {
    summary: "Removes a supplier from the list. Its lots and documents keep its name.",
    answer: deleted("stock_supplier"),
    errors: ["supplier_not_found"],
  },
}

import { model } from "@medusajs/framework/utils"

/** Who sells flowers to the shop. */
export const Supplier = model.define(
  { name: "supplier", tableName: "stock_supplier" },
  {
    id: model.id({ prefix: "stsup" }).primaryKey(),
    name: model.text(),
    phone: model.text().nullable(),
    note: model.text().nullable(),
  },
)

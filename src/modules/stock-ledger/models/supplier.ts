import { model } from "@medusajs/framework/utils"

/** Who sells flowers to the shop. No two suppliers have the same name in lower case: see the migration. */
export const Supplier = model.define(
  { name: "supplier", tableName: "stock_supplier" },
  {
    id: model.id({ prefix: "stsup" }).primaryKey(),
    name: model.text(),
    /** E.164 */
    phone: model.text().nullable(),
    note: model.text().nullable(),
    /** Days from the order until the flowers come. */
    lead_days: model.number().default(0),
  },
)

import { model } from "@medusajs/framework/utils"

/** Number and sum of the approved ratings of a product. Written in the transaction that changes a rating. */
export const ProductRating = model.define(
  { name: "product_rating", tableName: "rating_product" },
  {
    product_id: model.text().primaryKey(),
    count: model.number(),
    sum: model.number(),
  },
)

import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"
import WorkshopModule from "../modules/workshop"

/** Adds `order.assignment` to queries. */
export default defineLink(
  { linkable: OrderModule.linkable.order, field: "id" },
  { ...WorkshopModule.linkable.assignment.id, primaryKey: "order_id" },
  { readOnly: true },
)

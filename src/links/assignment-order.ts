import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"
import WorkshopModule from "../modules/workshop"

/** Adds `assignment.order` to queries, by the assignment's `order_id`. */
export default defineLink(
  { linkable: WorkshopModule.linkable.assignment, field: "order_id" },
  OrderModule.linkable.order,
  { readOnly: true },
)

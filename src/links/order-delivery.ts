import OrderModule from "@medusajs/medusa/order"
import { defineLink } from "@medusajs/framework/utils"
import DeliveryModule from "../modules/delivery"

/** Adds `order.delivery` to queries. */
export default defineLink(
  { linkable: OrderModule.linkable.order, field: "id" },
  { ...DeliveryModule.linkable.delivery.id, primaryKey: "order_id" },
  { readOnly: true },
)

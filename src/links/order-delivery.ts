import OrderModule from "@medusajs/medusa/order"
import { defineLink } from "@medusajs/framework/utils"
import DeliveryModule from "../modules/delivery"

/** An order's delivery, as `delivery.*` of the order. */
export default defineLink(
  { linkable: OrderModule.linkable.order, field: "id" },
  { ...DeliveryModule.linkable.delivery.id, primaryKey: "order_id" },
  { readOnly: true },
)

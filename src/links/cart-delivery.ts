import CartModule from "@medusajs/medusa/cart"
import { defineLink } from "@medusajs/framework/utils"
import DeliveryModule from "../modules/delivery"

/** A cart's delivery, as `delivery.*` of the cart. */
export default defineLink(
  { linkable: CartModule.linkable.cart, field: "id" },
  { ...DeliveryModule.linkable.delivery.id, primaryKey: "cart_id" },
  { readOnly: true },
)

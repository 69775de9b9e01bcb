import CartModule from "@medusajs/medusa/cart"
import { defineLink } from "@medusajs/framework/utils"
import DeliveryModule from "../modules/delivery"

/** Adds `cart.delivery` to queries. */
export default defineLink(
  { linkable: CartModule.linkable.cart, field: "id" },
  { ...DeliveryModule.linkable.delivery.id, primaryKey: "cart_id" },
  { readOnly: true },
)

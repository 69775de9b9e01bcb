import CartModule from "@medusajs/medusa/cart"
import { defineLink } from "@medusajs/framework/utils"
import HoldModule from "../modules/hold"

/** Adds `cart.hold` to queries. */
export default defineLink(
  { linkable: CartModule.linkable.cart, field: "id" },
  { ...HoldModule.linkable.hold.id, primaryKey: "cart_id" },
  { readOnly: true },
)

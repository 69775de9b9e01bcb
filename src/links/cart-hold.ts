import CartModule from "@medusajs/medusa/cart"
import { defineLink } from "@medusajs/framework/utils"
import HoldModule from "../modules/hold"

/** What is held for a cart, as `hold.*` of the cart. */
export default defineLink(
  { linkable: CartModule.linkable.cart, field: "id" },
  { ...HoldModule.linkable.hold.id, primaryKey: "cart_id" },
  { readOnly: true },
)

import type { MedusaContainer } from "@medusajs/framework/types"
import * as medusa from "../../medusa-sql/cart-to-place"
import { deliveryOfCart } from "../../modules/delivery/statements"
import type { RequiredFields } from "../delivery/rules/missing-fields"

/** The parts of a cart's delivery that an order needs. */
export type DeliveryToPlace = Omit<RequiredFields, "slot_id"> & {
  id: string
  date: string | null
  window_id: string | null
}

export type CartToPlace = medusa.CartToPlace<DeliveryToPlace>

/** Reads a cart that is to become an order. @returns undefined if the cart does not exist */
export const readCartToPlace = (container: MedusaContainer, id: string) =>
  medusa.readCartToPlace<DeliveryToPlace>(container, id, deliveryOfCart("cart.id"))

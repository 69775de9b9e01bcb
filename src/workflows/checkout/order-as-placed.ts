import type { MedusaContainer } from "@medusajs/framework/types"
import { readPlacedOrder } from "../../medusa-sql/placed-order"
import { deliveryOfOrder } from "../../modules/delivery/statements"
import { assignmentOf } from "../../modules/workshop/statements"

/** Reads an order with its delivery and assignment; see {@link readPlacedOrder}. */
export const readOrderAsPlaced = (container: MedusaContainer, id: string) =>
  readPlacedOrder(container, id, {
    delivery: deliveryOfOrder("placed.id"),
    assignment: assignmentOf("placed.id"),
  })

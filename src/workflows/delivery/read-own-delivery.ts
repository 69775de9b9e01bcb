import type { MedusaContainer } from "@medusajs/framework/types"
import { changeableParts } from "../../modules/workshop/shopper-changes"
import { assignmentOf } from "../assignment/of-order"
import { refuse } from "../assignment/steps/refuse"
import { deliveryOf } from "./of-order"
import { checkOwner } from "./own-order"
import { placedZones, zonesToChoose } from "./placed-zones"
import { viewOf } from "./read-order-delivery"
import { storedPart } from "./rules/apply-changes"

/**
 * Reads the delivery of a placed order for its shopper, what the shopper may change, and what the order costs in other zones.
 *
 * @throws not_found; too_late for an order that does not go through the workshop
 */
export async function readOwnDelivery(
  container: MedusaContainer,
  { order_id, customer_id }: { order_id: string; customer_id: string },
) {
  await checkOwner(container, order_id, customer_id)
  const [assignment, delivery] = await Promise.all([
    assignmentOf(container, order_id),
    deliveryOf(container, order_id),
  ])
  if (!assignment || !delivery) {
    throw refuse("too_late")
  }
  const parts = changeableParts(assignment, delivery.card_text !== null)
  const zones = parts.includes("address")
    ? zonesToChoose(await placedZones(container, delivery), delivery)
    : []
  return {
    delivery: viewOf(storedPart(delivery)),
    can_change: parts,
    shipping_options: zones.flatMap(({ id, name, amount, price }) =>
      price ? [{ id, name, amount, difference: price.difference }] : [],
    ),
  }
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { errorCode } from "../../lib/errors"
import type { DeliveryRecord } from "../../modules/delivery/service"
import { changeableParts } from "../../modules/workshop/shopper-changes"
import { assignmentOf } from "../assignment/of-order"
import { refuse } from "../assignment/steps/refuse"
import { cardToAdd } from "../order-edits/greeting-card"
import { deliveryOf } from "./of-order"
import { checkOwner } from "./own-order"
import { placedZones, zonesToChoose } from "./placed-zones"
import { viewOf } from "./read-order-delivery"
import { storedPart } from "./rules/apply-changes"

/**
 * Reads the delivery of a placed order for its shopper, what the shopper may change, and what the order costs in other zones
 * and with a greeting card.
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
  const parts = changeableParts(assignment)
  const card = parts.includes("card") ? await cardDifference(container, delivery) : null
  const zones = parts.includes("address")
    ? zonesToChoose(await placedZones(container, delivery), delivery)
    : []
  return {
    delivery: viewOf(storedPart(delivery)),
    can_change: parts.filter((part) => part !== "card" || card !== null),
    card_difference: card,
    shipping_options: zones.flatMap(({ id, name, amount, price }) =>
      price ? [{ id, name, amount, difference: price.difference }] : [],
    ),
  }
}

/** What the order costs more with words for a card; null if the shop has no card left. */
async function cardDifference(
  container: MedusaContainer,
  { order_id, card_text }: DeliveryRecord,
): Promise<number | null> {
  if (card_text !== null || order_id === null) {
    return 0
  }
  try {
    return (await cardToAdd(container, order_id)).amount
  } catch (error) {
    if (errorCode(error) !== "card_sold_out") {
      throw error
    }
    return null
  }
}

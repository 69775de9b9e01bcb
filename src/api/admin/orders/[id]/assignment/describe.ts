import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../../../lib/errors"
import {
  BALANCE_FIELDS,
  balanceInMinorUnits,
  type OrderBalance,
} from "../../../../../workflows/payment/order-payment/balance"
import { getOrderPayment } from "../../../../../workflows/payment/order-payment/get-order-payment"
import { openChangeOf } from "../../../../../workflows/order-edits/open-change"
import { RATING_MODULE } from "../../../../../modules/rating"
import type RatingModuleService from "../../../../../modules/rating/service"
import { isGift } from "../../../../../modules/delivery/order-limits"
import { describeRating } from "../../../ratings/describe"
import { isPossible, needsReason, nextActions } from "../../../../../modules/workshop/order-transitions"

const DELIVERY = [
  "method",
  "for_someone_else",
  "recipient_name",
  "recipient_phone",
  "giver_phone",
  "address",
  "latitude",
  "longitude",
  "card_text",
  "without_card",
  "anonymous",
  "surprise",
  "address_unknown",
  "door_photo",
  "comment",
  "date",
  "starts_at",
  "ends_at",
  "express",
  "exact_time",
  "status",
  "call_first",
  "no_shows",
]

const TRANSITION = [
  "id",
  "action",
  "from",
  "to",
  "actor_type",
  "actor_name",
  "reason",
  "metadata",
  "created_at",
]

/**
 * Reads an order's workshop data for the admin: delivery, assignment, history, open amounts, open change and allowed actions.
 *
 * @throws not_found
 */
export async function describeAssignment(container: MedusaContainer, orderId: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [orders, assignments, deliveries, change, ratings] = await Promise.all([
    query.graph({ entity: "order", fields: BALANCE_FIELDS, filters: { id: orderId } }),
    query.graph({ entity: "assignment", fields: ["*"], filters: { order_id: orderId } }),
    query.graph({ entity: "delivery", fields: DELIVERY, filters: { order_id: orderId } }),
    openChangeOf(container, orderId),
    container.resolve<RatingModuleService>(RATING_MODULE).listRatings({ order_id: orderId }, { take: 1 }),
  ])
  if (!orders.data.length) {
    throw shopError("not_found", "The order does not exist.", MedusaError.Types.NOT_FOUND)
  }
  const delivery = deliveries.data[0] ?? null
  const balance = balanceInMinorUnits(orders.data[0] as unknown as OrderBalance)
  const assignment = assignments.data[0]
  const rating = ratings.length ? describeRating(ratings[0]) : null
  const open_change = change
    ? { kind: change.kind, begun_at: change.begun_at, begun_by: change.begun_by }
    : null
  if (!assignment) {
    return {
      assignment: null,
      delivery,
      balance,
      payment_url: null,
      open_change,
      rating,
      transitions: [],
      next_actions: [],
    }
  }
  const isPartlyPaid = balance.paid > 0 && balance.due > 0
  const payment = isPartlyPaid ? await getOrderPayment(container, { order_id: orderId }) : undefined
  const [transitions, members] = await Promise.all([
    query.graph({
      entity: "transition",
      fields: TRANSITION,
      filters: { assignment_id: assignment.id },
      pagination: { order: { number: "ASC" }, take: 500 },
    }),
    query.graph({
      entity: "staff_member",
      fields: ["id", "name"],
      filters: { id: [assignment.florist_id, assignment.courier_id].filter((id) => id !== null) },
    }),
  ])
  const name = (id: string | null) => members.data.find((member) => member.id === id)?.name ?? null
  return {
    assignment: {
      ...assignment,
      florist_name: name(assignment.florist_id),
      courier_name: name(assignment.courier_id),
    },
    delivery,
    balance,
    payment_url: payment?.checkout_url ?? null,
    open_change,
    rating,
    transitions: transitions.data,
    next_actions: nextActions(assignment, "admin")
      .filter((action) => isPossible(action, isGift(delivery) && balance.due > 0))
      .map((action) => ({ action, needs_reason: needsReason(action, "admin") })),
  }
}

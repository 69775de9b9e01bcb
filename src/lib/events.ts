/** The events that the shop emits beside Medusa's own. */

export const AssignmentEvents = {
  /** An order took a step of its way: `{ id: transition_id, assignment_id }`. */
  TRANSITIONED: "assignment.transitioned",
} as const

export const StaffEvents = {
  /** A staff member's role, name or language changed, or they were let go: `{ id }`. */
  CHANGED: "staff_member.changed",
} as const

export const GatewayEvents = {
  /** A payment gateway has the money of an order, or has given it back: `{ id: transaction_id }`. */
  MOVED: "gateway_transaction.moved",
  /** A gateway told something by a webhook: `{ id: event_id }`. */
  RECEIVED: "gateway_event.received",
} as const

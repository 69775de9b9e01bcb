/** Events that the shop emits in addition to Medusa's own. */

export const AssignmentEvents = {
  /** An assignment made a transition: `{ id: transition_id, assignment_id }`. */
  TRANSITIONED: "assignment.transitioned",
} as const

export const StaffEvents = {
  /** A staff member's role, name, language or active state changed: `{ id }`. */
  CHANGED: "staff_member.changed",
} as const

export const ShowcaseEvents = {
  /** An order took bouquets of the showcase: `{ ids }`. */
  ORDERED: "showcase.ordered",
} as const

export const RatingEvents = {
  /** The figures of products may have changed: `{ ids: product_ids }`. */
  CHANGED: "rating.changed",
} as const

export const GatewayEvents = {
  /** A payment gateway received or returned an order's money: `{ id: transaction_id }`. */
  MOVED: "gateway_transaction.moved",
  /** A gateway's webhook event was received: `{ id: event_id }`. */
  RECEIVED: "gateway_event.received",
} as const

/** The events that the shop emits beside Medusa's own. */

export const AssignmentEvents = {
  /** An order took a step of its way: `{ id: transition_id, assignment_id }`. */
  TRANSITIONED: "assignment.transitioned",
} as const

export const StaffEvents = {
  /** A staff member's role, name or language changed, or they were let go: `{ id }`. */
  CHANGED: "staff_member.changed",
} as const

import type { InferTypeOf } from "@medusajs/framework/types"
import type { Assignment } from "./models/assignment"
import type { StaffInvite } from "./models/staff-invite"
import type { StaffMember } from "./models/staff-member"
import type { Transition } from "./models/transition"
import type { Action, AssignmentChanges, Method, StaffRole, Status } from "./order-transitions"

export type AssignmentRecord = Omit<InferTypeOf<typeof Assignment>, "transitions">
export type TransitionRecord = Omit<InferTypeOf<typeof Transition>, "assignment">
export type StaffMemberRecord = InferTypeOf<typeof StaffMember>
export type StaffInviteRecord = InferTypeOf<typeof StaffInvite>

/** Who did it, as history keeps it. */
export type TransitionActor = {
  type: "staff" | "shopper" | "admin" | "system"
  /** The staff member, the customer or the admin's user. */
  id?: string | null
  name?: string | null
}

export type OpenAssignment = {
  order_id: string
  display_id: number
  method: Method
  status: Extract<Status, "awaiting_payment" | "offered">
  /** Until when an order that waits for its payment waits. */
  payment_due_at?: Date
  actor: TransitionActor
}

export type Move = {
  assignment_id: string
  action: Action
  /** The assignment must still be in one of these. */
  from: Status[]
  to: Status
  patch?: Partial<AssignmentChanges>
  /** What else must still be so; null means "has none". */
  where?: { florist_id?: string | null; courier_id?: string | null }
  actor: TransitionActor
  reason?: string | null
  metadata?: Record<string, unknown> | null
}

export type Moved = {
  assignment: AssignmentRecord
  /** The assignment as it was, for {@link Move}'s undoing. */
  before: AssignmentRecord
  transition_id: string
}

export type NewInvite = { role: StaffRole; name?: string | null; created_by?: string | null }

export type InviteAnswer =
  | { member: StaffMemberRecord }
  | { refusal: "invite_invalid" | "invite_used" | "invite_expired" | "already_staff" }

import type { InferTypeOf } from "@medusajs/framework/types"
import type { Language } from "../../lib/shop"
import type { Assignment } from "./models/assignment"
import type { CashHandOver } from "./models/cash-hand-over"
import type { StaffInvite } from "./models/staff-invite"
import type { StaffMember } from "./models/staff-member"
import type { Substitution } from "./models/substitution"
import type { Transition } from "./models/transition"
import type { Need, WorkSection } from "./statements"
import type { Action, AssignmentChanges, Method, StaffRole, Status } from "./order-transitions"

export type AssignmentRecord = Omit<InferTypeOf<typeof Assignment>, "transitions">
export type TransitionRecord = Omit<InferTypeOf<typeof Transition>, "assignment">
export type StaffMemberRecord = InferTypeOf<typeof StaffMember>
export type CashHandOverRecord = InferTypeOf<typeof CashHandOver>
export type SubstitutionRecord = InferTypeOf<typeof Substitution>
export type NewSubstitution = Pick<
  SubstitutionRecord,
  "assignment_id" | "line_id" | "quantity" | "variant_id" | "proposed_by"
> &
  Record<"old_title" | "new_title", Record<Language, string>>
export type StaffInviteRecord = InferTypeOf<typeof StaffInvite>

/** The actor of a transition, as the history stores it. */
export type TransitionActor = {
  type: "staff" | "shopper" | "admin" | "system"
  /** Id of the staff member, the customer or the admin user. */
  id?: string | null
  name?: string | null
}

export type OpenAssignment = {
  order_id: string
  display_id: number
  method: Method
  status: Extract<Status, "awaiting_payment" | "offered">
  /** Payment deadline, for the status awaiting_payment. */
  payment_due_at?: Date
  /** The florist to whom the order is offered first. */
  first_florist_id?: string
  /** When the round began, if other goods of the order were shipped before. */
  reopened_at?: Date
  actor: TransitionActor
}

export type Move = {
  assignment_id: string
  action: Action | "change"
  /** Expected statuses of the assignment. */
  from: Status[]
  to: Status
  patch?: Partial<AssignmentChanges>
  /** Expected holders; null means that the order has no holder. */
  where?: { florist_id?: string | null; courier_id?: string | null }
  actor: TransitionActor
  reason?: string | null
  metadata?: Record<string, unknown> | null
  /** Cash that a courier takes with this step. */
  cash?: Cash | null
}

/** `amount` is in minor units. */
export type Cash = { amount: number; currency_code: string }

/** Cash that a courier has not handed over yet. */
export type OpenCash = Cash & { courier_id: string; orders: number }

export type Moved = {
  assignment: AssignmentRecord
  /** The assignment before the move; needed to revert the move. */
  before: AssignmentRecord
  transition_id: string
}

/** A change of a staff member. A missing field stays as it is. */
export type MemberChange = {
  id: string
  role?: StaffRole
  active?: boolean
  name?: string
  language?: Language
  /** Id of the linked user of Medusa's admin; null for none. */
  user_id?: string | null
}

export type NewInvite = { role: StaffRole; name?: string | null; created_by?: string | null }

export type InviteAnswer =
  | { member: StaffMemberRecord }
  | { refusal: "invite_invalid" | "invite_used" | "invite_expired" | "already_staff" }

export type WorkPage = {
  /** The number of orders of each section that has some. */
  counts: Partial<Record<WorkSection, number>>
  /** `due_at`: an ISO time; null for an order without a slot. */
  page: { id: string; section: WorkSection; due_at: string | null }[]
}

/** Numbers of open orders, and of the orders that were delivered since a time. */
export type WorkFigures = Record<
  "offered" | "accepted" | "ready" | "out_for_delivery" | "late" | "delivered",
  number
>

/** Open orders that need a person: all are counted, the most urgent ones are named. */
export type NeedyOrders = { kind: Need; count: number; first: { id: string; number: number }[] }

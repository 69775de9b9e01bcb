/**
 * The state machine of an order in the workshop as one table: roles, actions, statuses. The workflows, the
 * bot and the admin's buttons all use this table, so that a button is only shown if the workflow accepts its
 * action.
 */

export const STATUSES = [
  "awaiting_payment",
  "offered",
  "accepted",
  "ready",
  "out_for_delivery",
  "delivered",
  "returned",
  "canceled",
] as const
export type Status = (typeof STATUSES)[number]

/** The statuses of orders that are not closed. */
export const OPEN_STATUSES = [
  "awaiting_payment",
  "offered",
  "accepted",
  "ready",
  "out_for_delivery",
] satisfies Status[]

export const METHODS = ["delivery", "pickup"] as const
export type Method = (typeof METHODS)[number]

export const STAFF_ROLES = [
  "owner",
  "manager",
  "florist",
  "courier",
  "accountant",
  "marketing",
  "support",
] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/**
 * The role that acts: a staff role, the shopper, a user of Medusa's admin in the panel Workshop, the shop itself, or
 * `medusa`: Medusa's own order page, whose fulfillments and shipments the workshop follows.
 */
export type ActorRole = StaffRole | "shopper" | "admin" | "system" | "medusa"

export const ACTIONS = [
  "offer",
  "expire",
  "accept",
  "decline",
  "give_back",
  "mark_ready",
  "approve_photo",
  "ask_change",
  "take_delivery",
  "give_back_delivery",
  "receive_cash",
  "pick_up",
  "deliver",
  "fail_delivery",
  "return",
  "cancel",
] as const
export type Action = (typeof ACTIONS)[number]

/** The fields of an assignment that the rules check. */
export type AssignmentState = {
  status: Status
  method: Method
  florist_id: string | null
  courier_id: string | null
  /** The florist to whom the order is offered first, until a time. Only staff need it. */
  first_florist_id?: string | null
  first_until?: Date | string | null
  /** Set after the order has left the shop. A failed delivery attempt keeps the value. */
  picked_up_at: Date | string | null
  /** Set for the goods of an exchange or a claim, which follow the first delivery of the order. */
  reopened_at: Date | string | null
  /** When the buyer was asked whether the photo of the bouquet is right. Null without a question. */
  photo_sent_at: Date | string | null
  /** Until this time the couriers are not called, because the buyer may still answer. Null when nothing waits. */
  photo_due_at: Date | string | null
  /** How often the buyer asked for a change of the bouquet. */
  photo_changes: number
}

/** Time in ms in which an order is offered only to the florist who made its bouquet for the showcase. */
const FIRST_MS = 5 * 60_000

/** Until when an order that is offered now is offered to its first florist alone. */
export const firstUntil = (firstFloristId: string | null | undefined, now: Date): Date | null =>
  firstFloristId ? new Date(now.getTime() + FIRST_MS) : null

/** The florist to whom alone an order is offered now; null when it is offered to all. */
export const firstFloristOf = (
  {
    status,
    first_florist_id,
    first_until,
  }: Pick<AssignmentState, "status" | "first_florist_id" | "first_until">,
  now = new Date(),
): string | null =>
  status === "offered" && first_until && new Date(first_until) > now ? (first_florist_id ?? null) : null

/** A buyer may ask for a change of the bouquet this many times. */
export const MOST_PHOTO_CHANGES = 2

/** Whether a florist has the order in the shop. Then its stock is written off. */
export const isInWork = ({
  status,
  picked_up_at,
}: Pick<AssignmentState, "status" | "picked_up_at">): boolean =>
  (status === "accepted" || status === "ready") && !picked_up_at

/** Whether a courier brought the order back, and no courier has taken it again. */
export const isBack = ({
  status,
  method,
  picked_up_at,
  courier_id,
}: Pick<AssignmentState, "status" | "method" | "picked_up_at" | "courier_id">): boolean =>
  status === "ready" && method === "delivery" && Boolean(picked_up_at) && !courier_id

type TransitionRule = {
  action: Action
  from: readonly Status[]
  /** Omitted if the status stays the same. */
  to?: Status
  roles: readonly ActorRole[]
  methods?: readonly Method[]
  /** Only the florist or the courier who holds the order may act. Owner, manager and admin may always act. */
  own?: "florist" | "courier"
  /** True: a courier must have claimed the order. False: no courier may have claimed the order. */
  claimed?: boolean
  /** True: the order must have left the shop before. False: it must not have left the shop. */
  departed?: boolean
  /** False: not for a replacement. */
  replacement?: false
  /** True: the couriers wait for the buyer's answer to the photo. False: they do not wait. */
  photoWaits?: boolean
  /** Only while the buyer may ask for a change of the bouquet on the photo. */
  changeable?: true
  reason?: "required"
}

const DESK = ["owner", "manager", "admin"] as const
/**
 * Desk roles that are staff members. A user of Medusa's admin cannot claim or decline an order as a person.
 */
const PEOPLE = ["owner", "manager"] as const

export const TRANSITIONS: readonly TransitionRule[] = [
  { action: "offer", from: ["awaiting_payment"], to: "offered", roles: ["system"] },
  { action: "expire", from: ["awaiting_payment"], to: "canceled", roles: ["system"] },
  { action: "accept", from: ["offered"], to: "accepted", roles: ["florist", ...DESK, "medusa"] },
  { action: "decline", from: ["offered"], roles: ["florist", ...PEOPLE] },
  {
    action: "give_back",
    from: ["accepted"],
    to: "offered",
    roles: ["florist", ...DESK, "medusa"],
    own: "florist",
  },
  {
    action: "mark_ready",
    from: ["accepted"],
    to: "ready",
    roles: ["florist", ...DESK, "medusa"],
    own: "florist",
  },
  // The buyer likes the photo, staff do not wait for the answer, or the time for it is over.
  { action: "approve_photo", from: ["ready"], roles: ["shopper", ...DESK, "system"], photoWaits: true },
  {
    action: "ask_change",
    from: ["ready"],
    to: "accepted",
    roles: ["shopper"],
    claimed: false,
    departed: false,
    changeable: true,
    reason: "required",
  },
  {
    action: "take_delivery",
    from: ["ready"],
    roles: ["courier", ...PEOPLE],
    methods: ["delivery"],
    claimed: false,
    photoWaits: false,
  },
  {
    action: "give_back_delivery",
    from: ["ready"],
    roles: ["courier", ...DESK],
    methods: ["delivery"],
    own: "courier",
    claimed: true,
  },
  // The giver of an order for someone else pays before a courier leaves.
  { action: "receive_cash", from: ["offered"], roles: DESK, methods: ["delivery"] },
  {
    action: "receive_cash",
    from: ["accepted", "ready"],
    roles: ["florist", ...DESK],
    methods: ["delivery"],
    own: "florist",
  },
  {
    action: "pick_up",
    from: ["ready"],
    to: "out_for_delivery",
    roles: ["courier", ...DESK, "medusa"],
    methods: ["delivery"],
    own: "courier",
  },
  {
    action: "deliver",
    from: ["out_for_delivery"],
    to: "delivered",
    roles: ["courier", ...DESK, "medusa"],
    methods: ["delivery"],
    own: "courier",
  },
  // Hand-over at the counter. Any florist may do it.
  {
    action: "deliver",
    from: ["ready"],
    to: "delivered",
    roles: ["florist", ...DESK, "medusa"],
    methods: ["pickup"],
  },
  {
    action: "fail_delivery",
    from: ["out_for_delivery"],
    to: "ready",
    roles: ["courier", ...DESK],
    methods: ["delivery"],
    own: "courier",
    reason: "required",
  },
  { action: "return", from: ["ready"], to: "returned", roles: DESK, reason: "required" },
  // After a failed delivery the shopper may give the order up, until a courier takes it again.
  {
    action: "return",
    from: ["ready"],
    to: "returned",
    roles: ["shopper"],
    methods: ["delivery"],
    claimed: false,
    departed: true,
    replacement: false,
  },
  // Canceling concerns Medusa's whole order, whose first goods are delivered when a replacement is made.
  {
    action: "cancel",
    from: ["awaiting_payment", "offered"],
    to: "canceled",
    roles: ["shopper"],
    replacement: false,
  },
  {
    action: "cancel",
    from: ["awaiting_payment", "offered", "accepted", "ready"],
    to: "canceled",
    roles: ["system"],
  },
  {
    action: "cancel",
    from: ["awaiting_payment", "offered", "accepted"],
    to: "canceled",
    roles: DESK,
    replacement: false,
    reason: "required",
  },
  // An order that has left the shop has shipped in Medusa too. It can be returned, not canceled.
  {
    action: "cancel",
    from: ["ready"],
    to: "canceled",
    roles: DESK,
    departed: false,
    replacement: false,
    reason: "required",
  },
]

/** The reasons of a failed delivery that have a button. */
export const FAILURES = ["nobody_home", "no_answer", "wrong_address", "refused"] as const
export type Failure = (typeof FAILURES)[number]

export type Refusal =
  "not_allowed" | "already_taken" | "too_late" | "not_yours" | "photo_waits" | "offered_first"

const isDesk = (role: ActorRole) => (DESK as readonly ActorRole[]).includes(role)

function fits(rule: TransitionRule, at: AssignmentState): boolean {
  return (
    rule.from.includes(at.status) &&
    (!rule.methods || rule.methods.includes(at.method)) &&
    (rule.claimed === undefined || rule.claimed === Boolean(at.courier_id)) &&
    (rule.departed === undefined || rule.departed === Boolean(at.picked_up_at)) &&
    (rule.replacement === undefined || !at.reopened_at) &&
    (rule.photoWaits === undefined || rule.photoWaits === Boolean(at.photo_due_at)) &&
    (!rule.changeable || (Boolean(at.photo_sent_at) && at.photo_changes < MOST_PHOTO_CHANGES))
  )
}

function isOwn(
  rule: TransitionRule,
  at: AssignmentState,
  role: ActorRole,
  memberId: string | undefined,
): boolean {
  if (!rule.own || isDesk(role) || memberId === undefined) {
    return true
  }
  return (rule.own === "florist" ? at.florist_id : at.courier_id) === memberId
}

/** Refusal for a role that may do this action, but not in the current status. */
function refusalInStatus(action: Action, at: AssignmentState): Refusal {
  if (action === "take_delivery" && at.status === "ready" && at.photo_due_at) {
    return "photo_waits"
  }
  const accepted = ["accepted", "ready", "out_for_delivery", "delivered"].includes(at.status)
  const claimed = at.status === "out_for_delivery" || (at.status === "ready" && at.courier_id)
  return (action === "accept" && accepted) || (action === "take_delivery" && claimed)
    ? "already_taken"
    : "too_late"
}

/**
 * Finds the transition for an action.
 *
 * @param memberId the staff member's id; if omitted, the holder of the order is not checked
 * @returns the new status (`to`) and whether a reason is required, or the refusal
 */
export function findTransition(
  at: AssignmentState,
  action: Action,
  role: ActorRole,
  memberId?: string,
): { refusal: Refusal } | { to: Status; reasonRequired: boolean } {
  const allowed = TRANSITIONS.filter((rule) => rule.action === action && rule.roles.includes(role))
  if (!allowed.length) {
    return { refusal: "not_allowed" }
  }
  const rule = allowed.find((candidate) => fits(candidate, at))
  if (!rule) {
    return { refusal: refusalInStatus(action, at) }
  }
  if (!isOwn(rule, at, role, memberId)) {
    return { refusal: "not_yours" }
  }
  const first = firstFloristOf(at)
  if (role === "florist" && memberId !== undefined && first && first !== memberId) {
    return { refusal: "offered_first" }
  }
  return { to: rule.to ?? at.status, reasonRequired: rule.reason === "required" }
}

/**
 * Lists the actions that a role may do now, in the order of {@link ACTIONS}.
 *
 * @param memberId the staff member's id; if omitted, actions of other holders are listed too
 */
export function nextActions(at: AssignmentState, role: ActorRole, memberId?: string): Action[] {
  return ACTIONS.filter((action) => "to" in findTransition(at, action, role, memberId))
}

/**
 * Whether the payment of an order allows an action. Couriers leave with a gift after its giver has paid.
 *
 * @param awaitsGiver whether the giver still has to pay
 */
export const isPossible = (action: Action, awaitsGiver: boolean): boolean =>
  (action !== "receive_cash" || awaitsGiver) && (action !== "pick_up" || !awaitsGiver)

/** Whether an action requires a reason from this role in any status. */
export function needsReason(action: Action, role: ActorRole): boolean {
  return TRANSITIONS.some(
    (rule) => rule.action === action && rule.roles.includes(role) && rule.reason === "required",
  )
}

/** The columns of an assignment whose bouquet is made again. */
export const NO_PHOTO = { photo_file_id: null, photo_sent_at: null, photo_due_at: null }

/** The columns of an assignment that is not offered to one florist first any more. */
export const TO_ALL = { first_florist_id: null, first_until: null }

/**
 * Returns the columns that an action changes in addition to the status.
 *
 * @param memberId null if the actor is not a staff member
 */
export function changesOf(
  action: Action,
  at: AssignmentState,
  memberId: string | null,
  now: Date,
): Partial<AssignmentChanges> {
  switch (action) {
    case "offer":
      return { offered_at: now, first_until: firstUntil(at.first_florist_id, now) }
    case "accept":
      return { florist_id: memberId, accepted_at: now, ...TO_ALL }
    case "give_back":
      return { florist_id: null, accepted_at: null, offered_at: now, fulfillment_id: null }
    case "mark_ready":
      return { ready_at: now }
    case "approve_photo":
      return { photo_due_at: null }
    case "ask_change":
      return { ...NO_PHOTO, ready_at: null, photo_changes: at.photo_changes + 1 }
    case "take_delivery":
      return { courier_id: memberId, taken_at: now }
    case "give_back_delivery":
      return { courier_id: null, taken_at: null }
    case "fail_delivery":
      return { courier_id: null, taken_at: null, door_photo_file_id: null }
    case "pick_up":
      return { picked_up_at: now, courier_id: at.courier_id ?? memberId }
    case "deliver":
      return { delivered_at: now, closed_at: now }
    case "return":
    case "cancel":
    case "expire":
      return { closed_at: now }
    case "decline":
      return TO_ALL
    case "receive_cash":
      return {}
  }
}

export type AssignmentChanges = {
  florist_id: string | null
  first_florist_id: null
  first_until: Date | null
  courier_id: string | null
  fulfillment_id: string | null
  photo_file_id: string | null
  photo_sent_at: Date | null
  photo_due_at: Date | null
  photo_changes: number
  door_photo_file_id: string | null
  offered_at: Date
  accepted_at: Date | null
  ready_at: Date | null
  taken_at: Date | null
  picked_up_at: Date | null
  delivered_at: Date
  closed_at: Date | null
  finished_at: Date | null
  reopened_at: Date
  confirmed_at: null
  confirmed_by: null
  confirmed_cash: null
}

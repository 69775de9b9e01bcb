import { OPEN_STATUSES, type Failure, type StaffRole } from "./order-transitions"

/** An order's assignment for statements that read an order. @param order an expression, the order's id */
export const assignmentOf = (order: string) => `(
    SELECT to_jsonb(assignment) || jsonb_build_object('transitions', (
      SELECT coalesce(jsonb_agg(to_jsonb(transition) ORDER BY transition.id), '[]') FROM workshop_transition transition
      WHERE transition.assignment_id = assignment.id AND transition.deleted_at IS NULL
    ))
    FROM workshop_assignment assignment
    WHERE assignment.order_id = ${order} AND assignment.deleted_at IS NULL LIMIT 1
  )`

/** The parts of {@link assignmentOf} that decide whether the order can be paid. */
export const payableAssignmentOf = (order: string) => `(
    SELECT jsonb_build_object('id', id, 'status', status, 'payment_due_at', payment_due_at) FROM workshop_assignment
    WHERE order_id = ${order} AND deleted_at IS NULL
  )`

/** Status of an order's assignment; null without one. @param order an expression, the order's id */
export const statusOf = (order: string) =>
  `(SELECT status FROM workshop_assignment WHERE order_id = ${order} AND deleted_at IS NULL LIMIT 1)`

const NO_SHOWS: Failure[] = ["nobody_home", "no_answer", "refused"]

/**
 * Whether an order was not received: nobody picked it up, or a courier met nobody or a refusal and it was not delivered
 * later.
 *
 * @param order an expression, the order's id
 */
export const isNoShow = (order: string) => `EXISTS (
    SELECT FROM workshop_assignment assignment
    WHERE assignment.order_id = ${order} AND assignment.deleted_at IS NULL AND assignment.status <> 'delivered'
      AND (assignment.method = 'pickup' AND assignment.status = 'returned' OR EXISTS (
        SELECT FROM workshop_transition transition
        WHERE transition.assignment_id = assignment.id AND transition.action = 'fail_delivery'
          AND transition.metadata->>'failure' IN (${NO_SHOWS.map((failure) => `'${failure}'`).join(", ")})
          AND transition.deleted_at IS NULL
      ))
  )`

/** The id of an order's assignment. @param order an expression, the order's id */
export const assignmentIdOf = (order: string) =>
  `(SELECT id FROM workshop_assignment WHERE order_id = ${order} AND deleted_at IS NULL LIMIT 1)`

/**
 * Whether the workshop has not recorded a change of an order yet. Returns, exchanges and claims concern only orders that
 * were delivered once: the workshop itself records the return of goods that were not delivered. Changes before the assignment
 * are contained in it.
 *
 * @param change an SQL expression: a row of Medusa's order changes
 */
export const isUnrecorded = (change: string) => `EXISTS (
    SELECT FROM workshop_assignment assignment
    WHERE assignment.order_id = ${change}.order_id AND assignment.deleted_at IS NULL
      AND (
        ${change}.change_type = 'edit'
        OR (
          ${change}.confirmed_at > assignment.created_at
          AND (
            assignment.status = 'delivered'
            OR (
              assignment.reopened_at IS NOT NULL AND assignment.status <> 'canceled'
              AND (assignment.status <> 'returned' OR ${change}.change_type IN ('exchange', 'claim'))
            )
          )
        )
      )
      AND NOT EXISTS (
        SELECT FROM workshop_transition transition
        WHERE transition.assignment_id = assignment.id AND transition.action = 'change'
          AND transition.metadata->>'change_id' = ${change}.id AND transition.deleted_at IS NULL
      )
  )`

/** Number of orders by status, for metrics: all open ones, and those that were closed within 30 days. */
export const ORDER_FIGURES = `
  select status, count(*)::int as count from workshop_assignment
   where status in ('awaiting_payment', 'offered', 'accepted', 'ready', 'out_for_delivery') and deleted_at is null
   group by status
  union all
  select status, count(*)::int as count from workshop_assignment
   where closed_at > now() - interval '30 days' and deleted_at is null group by status`

/**
 * A histogram of the time from offer to acceptance. Parameters: the beginning and the end of the period of acceptance.
 *
 * @param bounds of its buckets, in seconds
 */
export const acceptanceFigures = (bounds: number[]) => `
  select count(*)::int as count, coalesce(sum(seconds), 0)::float as sum,
         ${bounds.map((bound) => `count(*) filter (where seconds <= ${bound})::int as within_${bound}`).join(", ")}
    from (
      select extract(epoch from accepted_at - offered_at) as seconds from workshop_assignment
       where accepted_at > ? and accepted_at <= ? and deleted_at is null
    ) accepted`

/** The parts of a staff member's work list. */
export type WorkSection =
  "mine" | "offered" | "accepted" | "ready" | "free_ready" | "out_for_delivery" | "awaiting_payment"

const MEMBER = "(SELECT id FROM member)"

/** The condition of each section on `workshop_assignment`. */
const WORK_OF: Partial<Record<StaffRole, Partial<Record<WorkSection, string>>>> = {
  florist: {
    mine: `status = 'accepted' AND florist_id = ${MEMBER}`,
    offered: `status = 'offered' AND (first_until IS NULL OR first_until <= now() OR first_florist_id = ${MEMBER})`,
    ready: "status = 'ready' AND method = 'pickup'",
  },
  courier: {
    mine: `status IN ('ready', 'out_for_delivery') AND courier_id = ${MEMBER}`,
    free_ready: "status = 'ready' AND method = 'delivery' AND courier_id IS NULL AND photo_due_at IS NULL",
  },
}

const DESK_WORK: Partial<Record<WorkSection, string>> = {
  offered: "status = 'offered'",
  accepted: "status = 'accepted'",
  ready: "status = 'ready'",
  out_for_delivery: "status = 'out_for_delivery'",
  awaiting_payment: "status = 'awaiting_payment'",
}

/** Builds SQL for the time at which an order is due, from its id and a condition that its bouquet is made. */
export type DueTimeOf = (order: string, isMade: string) => string

const dueAt = (dueTimeOf: DueTimeOf) =>
  `${dueTimeOf("workshop_assignment.order_id", "workshop_assignment.status IN ('ready', 'out_for_delivery')")} AS due_at`

const OPEN = `workshop_assignment
      WHERE status IN (${OPEN_STATUSES.map((status) => `'${status}'`).join(", ")}) AND deleted_at IS NULL`

/** Whether the time for an open order is over. An unpaid order is nobody's work yet. */
const IS_LATE = "status <> 'awaiting_payment' AND due_at < now()"

/**
 * The open orders by status, the late ones, and those that were delivered since a time, as one row. Parameter: that time.
 *
 * @param dueTimeOf see {@link workPage}
 */
export const workFigures = (dueTimeOf: DueTimeOf) => `
  WITH work AS MATERIALIZED (SELECT status, ${dueAt(dueTimeOf)} FROM ${OPEN})
  SELECT ${["offered", "accepted", "ready", "out_for_delivery"]
    .map((status) => `count(*) FILTER (WHERE status = '${status}')::int AS ${status}`)
    .join(", ")},
    count(*) FILTER (WHERE ${IS_LATE})::int AS late,
    (
      SELECT count(*)::int FROM workshop_assignment closed
      WHERE closed.closed_at >= ? AND closed.status = 'delivered' AND closed.deleted_at IS NULL
    ) AS delivered
  FROM work`

/** Kinds of open orders that need a person, with their conditions. */
const NEEDS = {
  late: IS_LATE,
  offered: "status = 'offered'",
  /** A courier brought the order back, and no courier has taken it again. */
  back: "status = 'ready' AND method = 'delivery' AND picked_up_at IS NOT NULL AND courier_id IS NULL",
}
export type Need = keyof typeof NEEDS

/**
 * The open orders that need a person, by kind: their number and the most urgent ones. Parameter: how many of these.
 *
 * @param dueTimeOf see {@link workPage}
 */
export const needyOrders = (dueTimeOf: DueTimeOf) => `
  WITH work AS MATERIALIZED (
    SELECT id, display_id, status, method, picked_up_at, courier_id, ${dueAt(dueTimeOf)} FROM ${OPEN}
  )
  SELECT needs.kind, count(*)::int AS count,
    to_json((array_agg(
      json_build_object('id', id, 'number', display_id) ORDER BY due_at NULLS LAST, display_id
    ))[1:?]) AS first
  FROM work CROSS JOIN LATERAL (
    ${Object.entries(NEEDS)
      .map(([kind, condition]) => `SELECT '${kind}' AS kind WHERE ${condition}`)
      .join(" UNION ALL ")}
  ) needs
  GROUP BY needs.kind`

/** How many open orders each member has now: florists those that they make, couriers those that they bring. */
export const OPEN_ORDERS_OF_MEMBERS = `
  SELECT coalesce(CASE WHEN status = 'accepted' THEN florist_id ELSE courier_id END, '') AS member_id, count(*)::int AS count
  FROM ${OPEN} AND status IN ('accepted', 'ready', 'out_for_delivery') GROUP BY 1`

/**
 * A page of a staff member's work, the most urgent orders first and unpaid ones last, with the number of orders of each
 * section. It reads the open orders only. Parameters: the member's id if {@link takesMemberId}, limit, offset.
 *
 * @param dueTimeOf when an order must be made or brought
 * @returns undefined for a role without such work
 */
export function workPage(role: StaffRole, dueTimeOf: DueTimeOf): string | undefined {
  const sections = role === "owner" || role === "manager" ? DESK_WORK : WORK_OF[role]
  if (!sections) {
    return undefined
  }
  const cases = Object.entries(sections).map(([section, condition]) => `WHEN ${condition} THEN '${section}'`)
  const member = takesMemberId(role) ? "member AS (SELECT CAST(? AS text) AS id), " : ""
  return `
    WITH ${member}work AS MATERIALIZED (
      SELECT id, display_id, CASE ${cases.join(" ")} END AS section, ${dueAt(dueTimeOf)} FROM ${OPEN}
    )
    SELECT
      (
        SELECT coalesce(json_object_agg(section, count), '{}') FROM (
          SELECT section, count(*)::int AS count FROM work WHERE section IS NOT NULL GROUP BY section
        ) counted
      ) AS counts,
      (
        SELECT coalesce(json_agg(shown), '[]') FROM (
          SELECT id, section, due_at FROM work WHERE section IS NOT NULL
          ORDER BY section = 'awaiting_payment', due_at NULLS LAST, display_id LIMIT ? OFFSET ?
        ) shown
      ) AS page`
}

/** Whether {@link workPage} of a role has the member's id as its first parameter. */
export const takesMemberId = (role: StaffRole): boolean => role in WORK_OF

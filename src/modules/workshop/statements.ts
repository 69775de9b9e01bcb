import type { Failure } from "./order-transitions"

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

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

/** Number of orders by status, for metrics. */
export const ORDER_FIGURES = `
  select status, count(*)::int as count from workshop_assignment where deleted_at is null group by status`

/** A histogram of the time from offer to acceptance. @param bounds of its buckets, in seconds */
export const acceptanceFigures = (bounds: number[]) => `
  select count(*)::int as count, coalesce(sum(seconds), 0)::float as sum,
         ${bounds.map((bound) => `count(*) filter (where seconds <= ${bound})::int as within_${bound}`).join(", ")}
    from (
      select action, extract(epoch from created_at - lag(created_at) over (
               partition by assignment_id order by number)) as seconds
        from workshop_transition where action <> 'change_delivery' and deleted_at is null
    ) history
   where action = 'accept'`

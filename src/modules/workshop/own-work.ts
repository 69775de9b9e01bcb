import { OPEN_STATUSES, type Method, type Status } from "./order-transitions"
import type { DueTimeOf } from "./statements"

/** An order that a staff member makes or delivers, with the times of its steps. Times are ISO times. */
export type OwnOrder = {
  order_id: string
  display_id: number
  method: Method
  status: Status
  /** Whether the member makes the bouquet. */
  is_florist: boolean
  /** Whether the member delivers the order. */
  is_courier: boolean
  accepted_at: string | null
  ready_at: string | null
  picked_up_at: string | null
  delivered_at: string | null
  /** When the bouquet must be made, and when it must be delivered; null without a slot. */
  make_by: string | null
  deliver_by: string | null
}

const COLUMNS = `order_id, display_id, method, status, florist_id, courier_id, accepted_at, ready_at, picked_up_at, delivered_at`

/**
 * The orders of a staff member that are open or were closed since a time, as one JSON array. It reads the open orders and
 * those of that time, never the history. Parameters: that time, the member's id.
 */
export const ownWork = (dueTimeOf: DueTimeOf) => `
  WITH recent AS (
    SELECT ${COLUMNS} FROM workshop_assignment
    WHERE status IN (${OPEN_STATUSES.map((status) => `'${status}'`).join(", ")}) AND deleted_at IS NULL
    UNION ALL
    SELECT ${COLUMNS} FROM workshop_assignment
    WHERE closed_at >= ? AND status IN ('delivered', 'returned') AND deleted_at IS NULL
  )
  SELECT coalesce(json_agg(own ORDER BY own.make_by NULLS LAST, own.display_id), '[]') AS orders FROM (
    SELECT recent.order_id, display_id, method, status,
      coalesce(florist_id = member.id, false) AS is_florist, coalesce(courier_id = member.id, false) AS is_courier,
      accepted_at, ready_at, picked_up_at, delivered_at,
      ${dueTimeOf("recent.order_id", "false")} AS make_by, ${dueTimeOf("recent.order_id", "true")} AS deliver_by
    FROM recent, (SELECT ?::text AS id) member
    WHERE member.id IN (florist_id, courier_id)
  ) own`

/** What a staff member did in a time. */
export type OwnResults = {
  made: number
  /** Of `made`, those that were ready at the beginning of their slot. */
  madeInTime: number
  delivered: number
  /** Of `delivered`, those that arrived before the end of their slot. */
  deliveredInTime: number
}

/**
 * Counts what a staff member did in a time. An order without a slot is in time.
 *
 * @param period from `from` to before `to`
 */
export function ownResults(orders: OwnOrder[], period: { from: Date; to: Date }): OwnResults {
  const isIn = (time: string | null) =>
    time !== null && new Date(time) >= period.from && new Date(time) < period.to
  const isInTime = (time: string | null, due: string | null) =>
    due === null || (time !== null && new Date(time) <= new Date(due))
  const made = orders.filter(({ is_florist, ready_at }) => is_florist && isIn(ready_at))
  const delivered = orders.filter(
    ({ is_courier, status, delivered_at }) => is_courier && status === "delivered" && isIn(delivered_at),
  )
  return {
    made: made.length,
    madeInTime: made.filter(({ ready_at, make_by }) => isInTime(ready_at, make_by)).length,
    delivered: delivered.length,
    deliveredInTime: delivered.filter(({ delivered_at, deliver_by }) => isInTime(delivered_at, deliver_by))
      .length,
  }
}

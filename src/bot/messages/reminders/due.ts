import type { Method, Status } from "../../../modules/workshop/order-transitions"
import type { ShopSettings } from "../../../lib/settings"
import { afterQuiet, awakeTime } from "../quiet-hours"

/** The fields of an order that decide about reminders. */
export type Waiting = {
  status: Status
  method: Method
  florist_id: string | null
  courier_id: string | null
  offered_at: Date | null
  accepted_at: Date | null
  taken_at: Date | null
  picked_up_at: Date | null
  updated_at: Date
  photo_due_at: Date | null
  /** The delivery slot; null for an order without one. */
  starts_at: Date | null
  ends_at: Date | null
}

/**
 * A reminder that is due:
 * - `accept`: to the florists' chat, about an order that nobody has accepted,
 * - `alarm`: to the owners, about the same order some minutes later,
 * - `florist` and `courier`: to the member who holds the order, before its slot,
 * - `no_courier`: to the couriers' chat, about a ready order without a courier shortly before the end of its
 * slot.
 */
export type Reminder = {
  kind: "accept" | "alarm" | "florist" | "courier" | "no_courier"
  /** The staff member to remind; absent when the reminder goes to a chat. */
  member_id?: string
  /** Start of the state that the reminder is about. The same state at a later time is another reminder. */
  since: Date
  /** Time after which the reminder is not sent. */
  good_until: Date
}

const MINUTE = 60_000
/** Orders that wait longer than this, in ms, get no more reminders: staff must decide about them. */
const FORGOTTEN_MS = 24 * 60 * MINUTE
/**
 * A member who took the order more than this time (ms) after the reminder was due gets none: they know that
 * it is late.
 */
const GRACE_MS = 10 * MINUTE
/** Validity in ms of `accept` and `alarm` reminders. A later delivery is not useful. */
const VALID_MS = 10 * MINUTE

/**
 * The reminders of one order that are due now. The result does not depend on whether they were already sent.
 */
export function dueReminders(order: Waiting, settings: ShopSettings, now: Date): Reminder[] {
  switch (order.status) {
    case "offered":
      return [
        ...untaken("accept", order, settings.acceptReminderMinutes, settings, now),
        ...untaken("alarm", order, settings.acceptAlarmMinutes, settings, now),
      ]
    case "accepted":
      return nearing("florist", order.florist_id, order.accepted_at, {
        from: before(order.starts_at, settings.floristReminderMinutes, settings),
        until: order.ends_at,
        now,
      })
    case "ready":
    case "out_for_delivery":
      return order.method === "delivery" ? ofDelivery(order, settings, now) : []
    default:
      return []
  }
}

const HOUR = 60 * MINUTE

/**
 * The number of the last reminder that is due after this age in ms: reminders come after 10 minutes, 1, 4 and 12 hours, and
 * 1, 2, 4 … days.
 *
 * @returns undefined before the first one
 */
export function reminderNumber(age: number): number | undefined {
  const early = [10 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR]
  const passed = early.filter((after) => age >= after).length
  const days = Math.floor(age / (24 * HOUR))
  const number = days >= 1 ? early.length + Math.floor(Math.log2(days)) : passed - 1
  return number < 0 ? undefined : number
}

/** Quiet hours do not count as waiting. */
function untaken(
  kind: "accept" | "alarm",
  { offered_at }: Waiting,
  minutes: number,
  { quietHours }: ShopSettings,
  now: Date,
): Reminder[] {
  if (!offered_at) {
    return []
  }
  const isForgotten = now.getTime() - offered_at.getTime() >= FORGOTTEN_MS
  return !isForgotten && awakeTime(offered_at, now, quietHours) >= minutes * MINUTE
    ? [{ kind, since: offered_at, good_until: new Date(now.getTime() + VALID_MS) }]
    : []
}

function ofDelivery(order: Waiting, settings: ShopSettings, now: Date): Reminder[] {
  const { courier_id, taken_at, picked_up_at, updated_at, ends_at } = order
  const span = { from: before(ends_at, settings.courierReminderMinutes, settings), until: ends_at, now }
  if (courier_id) {
    return nearing("courier", courier_id, taken_at ?? picked_up_at, span)
  }
  return order.status === "ready" && !order.photo_due_at
    ? nearing("no_courier", undefined, updated_at, span)
    : []
}

function nearing(
  kind: "florist" | "courier" | "no_courier",
  memberId: string | null | undefined,
  since: Date | null,
  { from, until, now }: { from: Date | undefined; until: Date | null; now: Date },
): Reminder[] {
  if (memberId === null || !since || !from || !until) {
    return []
  }
  const isDue = now >= from && now < until && since.getTime() <= from.getTime() + GRACE_MS
  return isDue ? [{ kind, member_id: memberId, since, good_until: until }] : []
}

/** The time of a reminder. One that falls into the quiet hours is due at their end. */
function before(instant: Date | null, minutes: number, { quietHours }: ShopSettings): Date | undefined {
  return instant ? afterQuiet(new Date(instant.getTime() - minutes * MINUTE), quietHours) : undefined
}

import type { Method, Status } from "../../../modules/workshop/order-transitions"
import type { ShopSettings } from "../../../lib/settings"

/** An order as far as reminders look at it. */
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
  /** The slot; unknown for an order without one. */
  starts_at: Date | null
  ends_at: Date | null
}

/**
 * What somebody is to be reminded of now:
 * - `accept`: the florists, of an order that nobody takes,
 * - `alarm`: the owner, of the same a while later,
 * - `florist` and `courier`: who holds it, of the slot that comes near,
 * - `no_courier`: the couriers, of a bouquet that is ready and must be there soon.
 */
export type Reminder = {
  kind: "accept" | "alarm" | "florist" | "courier" | "no_courier"
  /** Whom; the chat of all where it is for all. */
  member_id?: string
  /** Since when it has been so. The next time that it comes to be so is another reminder. */
  since: Date
  /** After this it means nothing any more. */
  good_until: Date
}

const MINUTE = 60_000
/** An order that nobody took for so long is a matter for people, not for reminders. */
const FORGOTTEN_MS = 24 * 60 * MINUTE
/** Who takes an order later than this after the moment of its reminder knows how late it is. */
const GRACE_MS = 10 * MINUTE
/** A reminder of what is offered is followed by the alarm: there is no use in bringing it late. */
const BRINGABLE_MS = 10 * MINUTE

/** The reminders of one order that are due, whether they were sent already or not. */
export function dueReminders(order: Waiting, settings: ShopSettings, now: Date): Reminder[] {
  switch (order.status) {
    case "offered":
      return [
        ...untaken("accept", order, settings.acceptReminderMinutes, now),
        ...untaken("alarm", order, settings.acceptAlarmMinutes, now),
      ]
    case "accepted":
      return nearing("florist", order.florist_id, order.accepted_at, {
        from: before(order.starts_at, settings.floristReminderMinutes),
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

function untaken(kind: "accept" | "alarm", { offered_at }: Waiting, minutes: number, now: Date): Reminder[] {
  if (!offered_at) {
    return []
  }
  const waited = now.getTime() - offered_at.getTime()
  return waited >= minutes * MINUTE && waited < FORGOTTEN_MS
    ? [{ kind, since: offered_at, good_until: new Date(now.getTime() + BRINGABLE_MS) }]
    : []
}

function ofDelivery(order: Waiting, settings: ShopSettings, now: Date): Reminder[] {
  const { courier_id, taken_at, picked_up_at, updated_at, ends_at } = order
  const span = { from: before(ends_at, settings.courierReminderMinutes), until: ends_at, now }
  if (courier_id) {
    return nearing("courier", courier_id, taken_at ?? picked_up_at, span)
  }
  return order.status === "ready" ? nearing("no_courier", undefined, updated_at, span) : []
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

function before(instant: Date | null, minutes: number): Date | undefined {
  return instant ? new Date(instant.getTime() - minutes * MINUTE) : undefined
}

import type { Method } from "../../../modules/workshop/order-transitions"

/** A courier needs at least this time, in minutes, between the call and the end of the slot. */
const COURIER_MINUTES = 60
const MINUTE = 60_000

/** When the buyer is asked about the photo, and until when the couriers wait for the answer. */
export type PhotoWait = { photo_sent_at: Date | null; photo_due_at: Date | null }

/** @param ends_at end of the slot; null without a slot */
export function photoWait(
  { method, ends_at }: { method: Method; ends_at: Date | null },
  settings: { photoApprovalMinutes: number; courierReminderMinutes: number },
  now: Date,
): PhotoWait {
  const { photoApprovalMinutes, courierReminderMinutes } = settings
  if (!photoApprovalMinutes) {
    return { photo_sent_at: null, photo_due_at: null }
  }
  const needed = Math.max(COURIER_MINUTES, courierReminderMinutes) * MINUTE
  const latest = ends_at ? ends_at.getTime() - needed : Infinity
  const due = Math.min(now.getTime() + photoApprovalMinutes * MINUTE, latest)
  const waits = method === "delivery" && due > now.getTime()
  return { photo_sent_at: now, photo_due_at: waits ? new Date(due) : null }
}

export type PaymentWait = {
  now: Date
  /** When the payment window ends. */
  due: Date
  /** Until when a gateway is at work for the order; "open" when it does not say. */
  inProgressUntil: Date | "open" | undefined
  /** After that the order could no longer be made for its slot; null when it has none. */
  cutOff: Date | null
}

/**
 * Whether an unpaid order waits on: for its payment window, and beyond it for a gateway that is at work, but
 * never beyond the moment when its slot can no longer be kept.
 */
export function waitsOn({ now, due, inProgressUntil, cutOff }: PaymentWait): boolean {
  if (now < due) {
    return true
  }
  const isGatewayAtWork =
    inProgressUntil === "open" || (inProgressUntil !== undefined && now < inProgressUntil)
  return isGatewayAtWork && (cutOff === null || now < cutOff)
}

export type PaymentWait = {
  now: Date
  /** End of the payment window. */
  due: Date
  /**
   * End of the time in which a gateway processes a payment of the order; "open" if the gateway gives no end.
   */
  inProgressUntil: Date | "open" | undefined
  /**
   * Latest time at which the order can still be made for its delivery slot; null if the order has no slot.
   */
  cutOff: Date | null
}

/**
 * Whether an unpaid order must stay open: during its payment window, and after it while a gateway processes a
 * payment and the delivery slot is still possible.
 */
export function isPaymentAwaited({ now, due, inProgressUntil, cutOff }: PaymentWait): boolean {
  if (now < due) {
    return true
  }
  const isGatewayAtWork =
    inProgressUntil === "open" || (inProgressUntil !== undefined && now < inProgressUntil)
  return isGatewayAtWork && (cutOff === null || now < cutOff)
}

/** How long things may take in the shop; all in minutes. */
export type ShopSettings = {
  /** Flowers in a cart are kept for it so long after its last activity. */
  holdMinutes: number
  /** The shopper is warned so long before a hold ends. */
  holdWarningMinutes: number
  /** An order waits so long for its payment. */
  paymentMinutes: number
  /** An offered order that nobody accepts is called to the florists' mind after so long. */
  acceptReminderMinutes: number
  /** … and to the owner's after so long. */
  acceptAlarmMinutes: number
  /** The florist is reminded so long before the slot begins, unless the bouquet is ready. */
  floristReminderMinutes: number
  /** The courier is reminded so long before the slot ends, unless the bouquet is delivered. */
  courierReminderMinutes: number
}

export const DEFAULT_SETTINGS: ShopSettings = {
  holdMinutes: 15,
  holdWarningMinutes: 3,
  paymentMinutes: 15,
  acceptReminderMinutes: 15,
  acceptAlarmMinutes: 30,
  floristReminderMinutes: 60,
  courierReminderMinutes: 45,
}

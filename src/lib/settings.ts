/** Time settings of the shop, in minutes. */
export type ShopSettings = {
  /** A cart's hold lasts this long after the cart's last activity. */
  holdMinutes: number
  /** Time between the warning to the shopper and the end of the hold. */
  holdWarningMinutes: number
  /** An unpaid order expires after this time. */
  paymentMinutes: number
  /** The florists are reminded of an offered order that nobody accepted after this time. */
  acceptReminderMinutes: number
  /** The owner is notified of an offered order that nobody accepted after this time. */
  acceptAlarmMinutes: number
  /**
   * Time between the florist's reminder and the beginning of the slot; no reminder when the bouquet is ready.
   */
  floristReminderMinutes: number
  /**
   * Time between the courier's reminder and the end of the slot; no reminder when the bouquet is delivered.
   */
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

/** Settings of monitoring, rate limits, and the deletion of old records. */
export type OperationSettings = {
  /** Bearer token for `GET /metrics`; empty disables the route. */
  metricsToken: string
  /** Requests per minute to `/auth` from one address; 0 means no limit. */
  authRequestsPerMinute: number
  /** Requests per minute to `/store` from one address; 0 means no limit. */
  storeRequestsPerMinute: number
  /**
   * Requests per minute to `/hooks` from one address; 0 means no limit. Telegram sends from few addresses.
   */
  hookRequestsPerMinute: number
  /** Updates of one shopper per ten seconds; 0 means no limit. */
  shopperUpdatesPerTenSeconds: number
  /** Number of trusted proxies in front of the shop that append to X-Forwarded-For. */
  trustedProxies: number
  /** The outbox counts as late when a message is overdue by more than this many minutes. */
  outboxLateMinutes: number
  /** Handled updates of Telegram are deleted after this many days. Telegram repeats an update for one day. */
  updateDays: number
  /** Notices that are not sent any more are deleted after this many days. */
  messageDays: number
  /** Recorded calls and processed events of the gateways are deleted after this many days; 0 keeps them. */
  gatewayCallDays: number
  /** Carts that nobody ordered are deleted after this many days without a change; 0 keeps them. */
  cartDays: number
}

export const DEFAULT_OPERATION: OperationSettings = {
  metricsToken: "",
  authRequestsPerMinute: 20,
  storeRequestsPerMinute: 600,
  hookRequestsPerMinute: 12_000,
  shopperUpdatesPerTenSeconds: 30,
  trustedProxies: 0,
  outboxLateMinutes: 10,
  updateDays: 3,
  messageDays: 90,
  gatewayCallDays: 400,
  cartDays: 90,
}

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

/** How the shop is watched and guarded by those who run it. */
export type OperationSettings = {
  /** What Prometheus shows to read `GET /metrics`; empty: nobody reads it. */
  metricsToken: string
  /** Requests a minute to `/auth`, from one address; 0 for any number. */
  authRequestsPerMinute: number
  /** Requests a minute to `/store`, from one address; 0 for any number. */
  storeRequestsPerMinute: number
  /** Requests a minute to `/hooks`, from one address; 0 for any number. Telegram comes from few addresses. */
  hookRequestsPerMinute: number
  /** Taps and messages of one shopper in ten seconds; 0 for any number. */
  shopperUpdatesPerTenSeconds: number
  /** How many proxies of ours stand before the shop, each of which notes in X-Forwarded-For who called it. */
  trustedProxies: number
  /** The shop is not ready when a message that it owes is late by more than so many minutes. */
  outboxLateMinutes: number
}

export const DEFAULT_OPERATION: OperationSettings = {
  metricsToken: "",
  authRequestsPerMinute: 20,
  storeRequestsPerMinute: 600,
  hookRequestsPerMinute: 12_000,
  shopperUpdatesPerTenSeconds: 30,
  trustedProxies: 0,
  outboxLateMinutes: 10,
}

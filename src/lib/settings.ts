/** Time settings of the shop, in minutes unless said. */
export type ShopSettings = {
  /** A cart's hold lasts this long after the cart's last activity. */
  holdMinutes: number
  /** A cart's hold lasts at most this long, whatever renews it. */
  holdTotalMinutes: number
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
  /** Number of days from today to the last day that a delivery or a pick-up can be ordered for. */
  deliveryDaysAhead: number
  /** Seconds in which a courier can undo "delivered"; 0 records it at once. */
  undoSeconds: number
  /** When staff get no alarms and reminders, in the shop's time zone: "22:00-08:00", or "off". */
  quietHours: string
  /**
   * The couriers are called this long after the photo of the bouquet, unless the buyer answers before. 0: the photo is only
   * shown, and nothing waits.
   */
  photoApprovalMinutes: number
  /** A loss or a correction of more pieces waits for a second person; 0: never. */
  stockApprovalPieces: number
  /** A loss or a correction that is worth more, in the main unit of the currency, waits for a second person; 0: never. */
  stockApprovalValue: number
  /** What an offer of wilting flowers takes off the price, in percent. */
  stockOfferPercent: number
  /** The shopping list covers the lead time of the supplier and this many days more. */
  stockCoverDays: number
  /** Days that sell more or less than others: "03-08=3", "2027-03-21=1.5" or "03-08=last-year". */
  stockHolidays: string[]
  /** Hours after which the maker of a bouquet of the showcase is asked what to do with it; 0: never. */
  showcaseHours: number
}

export const DEFAULT_SETTINGS: ShopSettings = {
  holdMinutes: 15,
  holdTotalMinutes: 60,
  holdWarningMinutes: 3,
  paymentMinutes: 15,
  acceptReminderMinutes: 15,
  acceptAlarmMinutes: 30,
  floristReminderMinutes: 60,
  courierReminderMinutes: 45,
  deliveryDaysAhead: 365,
  undoSeconds: 60,
  quietHours: "22:00-08:00",
  photoApprovalMinutes: 10,
  stockApprovalPieces: 50,
  stockApprovalValue: 500_000,
  stockOfferPercent: 20,
  stockCoverDays: 3,
  stockHolidays: [],
  showcaseHours: 24,
}

/**
 * Limits against strangers who take the shop's stock, slots and time; 0 means no limit. Values are in the main unit of the
 * cart's currency.
 */
export type LimitSettings = {
  /** Units that a cart without a known buyer may hold. */
  guestHoldPieces: number
  /** Catalogue value that a cart without a known buyer may hold. */
  guestHoldValue: number
  /** Carts without a known buyer that hold stock at the same time from one client address. */
  guestHoldsPerAddress: number
  /** Orders per hour of one shopper, recipient's phone or e-mail. */
  ordersPerHour: number
  /** Orders per hour of buyers without an account from one client address. */
  guestOrdersPerHour: number
  /** Open orders of one shopper, phone or address that are paid in cash. */
  openCashOrders: number
  /** Open orders of one shopper, phone or address that await an online payment. */
  unpaidOrders: number
  /** A cash order above this value is costly, when its buyer has no delivered order. */
  firstCashOrderValue: number
  /** What happens to a costly first cash order: staff call the buyer, or it is paid online in advance. */
  firstCashOrder: "call" | "advance"
  /** How the giver pays cash for an order for someone else: at the shop before the delivery, or not at all. */
  giftCash: "shop" | "off"
  /** After this many orders that nobody received, a phone no longer orders with cash. */
  cashNoShows: number
  /** Click invoices per hour to one phone number, and of one shopper or IP address. */
  billsPerHour: number
  /** Questions per hour to the owners about /bind and /unbind by an unknown author. */
  bindQuestionsPerHour: number
  /** Messages to the shop of one shopper in ten minutes. */
  questionsPerTenMinutes: number
}

export const DEFAULT_LIMITS: LimitSettings = {
  guestHoldPieces: 30,
  guestHoldValue: 3_000_000,
  guestHoldsPerAddress: 5,
  ordersPerHour: 6,
  guestOrdersPerHour: 6,
  openCashOrders: 3,
  unpaidOrders: 3,
  firstCashOrderValue: 1_000_000,
  firstCashOrder: "call",
  giftCash: "shop",
  cashNoShows: 2,
  billsPerHour: 5,
  bindQuestionsPerHour: 10,
  questionsPerTenMinutes: 5,
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
  /** Cards of orders are deleted from the outbox after this many days; 0 keeps them. */
  cardDays: number
  /** Entries of the audit trail are deleted after this many days, at least 365; 0 keeps them. */
  auditDays: number
  /** Imports and comparisons are deleted this many days after their end, with their results. */
  runDays: number
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
  cardDays: 400,
  auditDays: 0,
  runDays: 30,
}

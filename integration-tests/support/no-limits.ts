/** Environment variables that switch off the limits against strangers, because all people of a test share one IP address. */
export const NO_LIMITS: Record<string, string> = {
  SHOPPER_UPDATES_PER_TEN_SECONDS: "0",
  GUEST_HOLD_PIECES: "0",
  GUEST_HOLD_VALUE: "0",
  GUEST_HOLDS_PER_ADDRESS: "0",
  ORDERS_PER_HOUR: "0",
  GUEST_ORDERS_PER_HOUR: "0",
  OPEN_CASH_ORDERS: "0",
  UNPAID_ORDERS: "0",
  FIRST_CASH_ORDER_VALUE: "0",
  CASH_NO_SHOWS: "0",
  BILLS_PER_HOUR: "0",
  BIND_QUESTIONS_PER_HOUR: "0",
}

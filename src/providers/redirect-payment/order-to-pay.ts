/** A line of an order as a pay page shows it. */
export type LineToPay = {
  title: string
  quantity: number
  /** Of all of them, discounts and tax included, in minor units. */
  total: number
}

/** What an order is to be paid for: what the shop tells a provider whose gateway shows it, and does not keep. */
export type OrderToPay = {
  /** Medusa's id. */
  id: string
  /** Of the payment session. */
  session_id: string
  /** ISO instant when the session began. */
  opened_at: string
  email: string | null
  lines: LineToPay[]
}

/** Reads what {@link OrderToPay} the shop has put into a session's data for this one time. */
export function orderOf(value: unknown): OrderToPay | null {
  return typeof value === "object" && value !== null && "lines" in value ? (value as OrderToPay) : null
}

/** A line of the order for the checkout page. */
export type LineToPay = {
  title: string
  quantity: number
  /** Total of the line in minor units, with discounts and tax. */
  total: number
}

/** Order data for gateways that show the order on their page. It is passed to the provider once and not stored. */
export type OrderToPay = {
  /** Medusa's order id. */
  id: string
  /** Medusa's payment session id. */
  session_id: string
  /** Creation time of the session, ISO 8601. */
  opened_at: string
  email: string | null
  lines: LineToPay[]
}

/** Reads the {@link OrderToPay} from a session's data; null if there is none. */
export function orderOf(value: unknown): OrderToPay | null {
  return typeof value === "object" && value !== null && "lines" in value ? (value as OrderToPay) : null
}

import type { PaymentProviderOutput } from "@medusajs/framework/types"

type Data = NonNullable<PaymentProviderOutput["data"]>

/** A money movement that the gateway reported, stored in the data of a session or payment. */
export type GatewayFact = {
  /** The gateway's transaction id. */
  transaction_id: string
  /** The gateway's id for its own API, if it differs. */
  payment_id: string | null
  /** Time by the shop's clock, ISO 8601. */
  at: string
}

/** An amount that the gateway or staff have already given back. */
export type Returning = {
  /** In minor units. */
  amount: number
  /** ISO 8601. Later, a refund of this amount is another one: the process stopped before it recorded this one. */
  until: string
  in_cash: boolean
}

/** Maximum time in ms in which Medusa records a refund that was already made. */
const RETURNING_MS = 60_000

/** @param amount in minor units */
export const returningNow = (amount: number, inCash: boolean): Returning => ({
  amount,
  until: new Date(Date.now() + RETURNING_MS).toISOString(),
  in_cash: inCash,
})

/** Data of a payment session that is paid on a gateway's page. Most fields are null until the cart is an order. */
export type RedirectSession = {
  /** The gateway's reference of the order: its number. */
  reference: string | null
  /** Checkout URL. */
  checkout_url: string | null
  /** The gateway's id of the page, if it has one. */
  page_id: string | null
  /** End of the payment window, ISO 8601. */
  expires_at: string | null
  /** In the currency's main unit, as a decimal string. */
  amount: string | null
  currency_code: string | null
  language: string | null
  /** Whether the page shows the order's lines, which the shop must then pass. */
  shows_order: boolean
  /** Return URL for the shopper. */
  return_url: string | null
  /** Set by the shop once the gateway has the money. */
  performed: GatewayFact | null
  /** Set by the shop once the gateway has refunded the money. */
  refunded: GatewayFact | null
  /** What was already given back and Medusa is about to record. The provider does not refund it again. */
  returning: Returning | null
  /** Amount in minor units that staff gave back in cash. Medusa's refunds include it, the gateway's do not. */
  in_cash: number
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null)

function fact(value: unknown): GatewayFact | null {
  if (typeof value !== "object" || value === null) {
    return null
  }
  const { transaction_id, payment_id, at } = value as Record<string, unknown>
  return typeof transaction_id === "string" && typeof at === "string"
    ? { transaction_id, payment_id: text(payment_id), at }
    : null
}

function returningOf(value: unknown): Returning | null {
  if (typeof value !== "object" || value === null) {
    return null
  }
  const { amount, until, in_cash } = value as Record<string, unknown>
  const isValid = typeof amount === "number" && typeof until === "string" && new Date(until) > new Date()
  return isValid ? { amount, until, in_cash: in_cash === true } : null
}

/** Parses the data of a session. */
export function readSession(data: Data = {}): RedirectSession {
  return {
    reference: text(data.reference),
    checkout_url: text(data.checkout_url),
    page_id: text(data.page_id),
    expires_at: text(data.expires_at),
    amount: text(data.amount),
    currency_code: text(data.currency_code),
    language: text(data.language),
    shows_order: data.shows_order === true,
    return_url: text(data.return_url),
    performed: fact(data.performed),
    refunded: fact(data.refunded),
    returning: returningOf(data.returning),
    in_cash: typeof data.in_cash === "number" ? data.in_cash : 0,
  }
}

const PAGE = /^(https?|tg):\/\/\S{1,500}$/

/**
 * Returns the data of a new session. Only the language and the return URL are taken from the storefront's data,
 * which is untrusted.
 */
export function newSession(data: Data = {}, showsOrder = false): RedirectSession {
  const { language, return_url: page } = readSession(data)
  return {
    reference: null,
    checkout_url: null,
    page_id: null,
    expires_at: null,
    amount: null,
    currency_code: null,
    language,
    shows_order: showsOrder,
    return_url: page && PAGE.test(page) ? page : null,
    performed: null,
    refunded: null,
    returning: null,
    in_cash: 0,
  }
}

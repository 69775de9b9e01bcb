import type { PaymentProviderOutput } from "@medusajs/framework/types"

type Data = NonNullable<PaymentProviderOutput["data"]>

/** What a gateway told of its money, as it stands in a session's or payment's data. */
export type GatewayFact = {
  /** The gateway's own id of the transaction. */
  transaction_id: string
  /** What the gateway's own API knows the payment by, where that is another id. */
  payment_id: string | null
  /** ISO instant, by our clock. */
  at: string
}

/**
 * The data of a payment session that is paid on a gateway's own page. Until the cart is an order all of it is
 * null: there is nothing yet that the gateway could be told of.
 */
export type RedirectSession = {
  /** What the gateway knows: the order's number. */
  reference: string | null
  /** Where the shopper pays. */
  checkout_url: string | null
  /** The gateway's own id of that page, where it has one. */
  page_id: string | null
  /** ISO instant until which the order waits for its payment. */
  expires_at: string | null
  /** In the currency's whole units, as a decimal text. */
  amount: string | null
  currency_code: string | null
  language: string | null
  /** Whether the page is made of what the order sells, which the shop then has to tell. */
  shows_order: boolean
  /** Where the gateway sends the shopper back to. */
  return_url: string | null
  /** Set by the shop, once the gateway says that it has the money. */
  performed: GatewayFact | null
  /** Set by the shop, once the gateway says that it gave the money back. */
  refunded: GatewayFact | null
  /** What the gateway gave back by itself and Medusa is about to book, in minor units: not to be refunded again. */
  returning: number | null
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

/** Reads a session's data as the shop left it. */
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
    returning: typeof data.returning === "number" ? data.returning : null,
  }
}

const PAGE = /^(https?|tg):\/\/\S{1,500}$/

/**
 * A new session's data. A storefront writes into a session what it likes, so nothing of that is taken over but
 * the language and where to come back to.
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
  }
}

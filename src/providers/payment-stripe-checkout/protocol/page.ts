import { createHash } from "node:crypto"
import type Stripe from "stripe"
import type { LineToPay, OrderToPay } from "../../redirect-payment/order-to-pay"
import { localeOf } from "./locale"
import { toSmallest } from "./units"

type Params = Stripe.Checkout.SessionCreateParams
type Line = Stripe.Checkout.SessionCreateParams.LineItem

/** What a Checkout Session is made of. */
export type PageToMake = {
  reference: string
  order: OrderToPay
  /** In minor units. */
  amount: number
  currency: string
  language: string | null
  returnUrl: string
  /** When the order stops to wait for its payment. */
  due: Date
}

/** Stripe takes so many lines on a page. */
const MOST_LINES = 100
const LONGEST_NAME = 250
const SECOND = 1000
const MINUTE = 60 * SECOND
/** A page is open for 30 minutes at least and 24 hours at most; the minute is for clocks that differ. */
const SHORTEST_MS = 31 * MINUTE
const LONGEST_MS = 24 * 60 * MINUTE - MINUTE

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

const lineOf = (name: string, amount: number, quantity: number, currency: string): Line => ({
  quantity,
  price_data: { currency, unit_amount: amount, product_data: { name: name.slice(0, LONGEST_NAME) } },
})

/** A line as Stripe counts it: a price of one, and how many. One whose sum does not divide is shown as one thing. */
function asLine({ title, quantity, total }: LineToPay, currency: string): Line | undefined {
  const name = title.trim() || "—"
  const one = total % quantity === 0 ? toSmallest(total / quantity, currency) : undefined
  if (one !== undefined) {
    return lineOf(name, one, quantity, currency)
  }
  const all = toSmallest(total, currency)
  return all === undefined ? undefined : lineOf(`${name} × ${quantity}`, all, 1, currency)
}

/** The lines of a page: as the order has them where they come to its total exactly, and else the order as one. */
export function linesOf({ reference, order, amount, currency }: PageToMake): Line[] {
  const lines = order.lines.map((line) => asLine(line, currency))
  const known = lines.filter((line) => line !== undefined)
  const sum = order.lines.reduce((total, line) => total + line.total, 0)
  const isWhole = order.lines.every(({ total }) => Number.isInteger(total) && total >= 0)
  const isExact = sum === amount && isWhole && known.length === lines.length
  if (isExact && known.length > 0 && known.length <= MOST_LINES) {
    return known
  }
  return [lineOf(`№ ${reference}`, toSmallest(amount, currency) ?? 0, 1, currency)]
}

/**
 * When the page ends, as near the order's own end as Stripe allows. The first answer is counted from the session's
 * beginning, so that the same page asked for again is the same request; the second is for a page that could not be
 * made at once.
 */
export function endsOf({ order, due }: PageToMake): [number, number] {
  const opened = new Date(order.opened_at).getTime()
  const near = Math.min(Math.max(due.getTime(), opened + SHORTEST_MS), opened + LONGEST_MS)
  return [Math.floor(near / SECOND), Math.floor((due.getTime() + SHORTEST_MS) / SECOND)]
}

/** The parameters of a Checkout Session, but for its end. The same order gives the same ones. */
export function pageParams(page: PageToMake): Omit<Params, "expires_at"> {
  const { reference, order, returnUrl, language } = page
  const metadata = { reference, order_id: order.id, session_id: order.session_id }
  return {
    mode: "payment",
    client_reference_id: reference,
    line_items: linesOf(page),
    locale: localeOf(language),
    ...(order.email && EMAIL.test(order.email) ? { customer_email: order.email } : {}),
    success_url: returnUrl,
    cancel_url: returnUrl,
    metadata,
    payment_intent_data: { description: `№ ${reference}`, metadata },
    // The amount must stay the order's, in the order's currency.
    adaptive_pricing: { enabled: false },
  }
}

/** Two requests with one key are one request to Stripe: the same page has the same key, and another one another. */
export function pageKey(params: Params): string {
  return `page-${createHash("sha256").update(JSON.stringify(params)).digest("hex")}`
}

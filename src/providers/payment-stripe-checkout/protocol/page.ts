import { createHash } from "node:crypto"
import type Stripe from "stripe"
import type { LineToPay, OrderToPay } from "../../redirect-payment/order-to-pay"
import { localeOf } from "./locale"
import { toSmallest } from "./units"

type Params = Stripe.Checkout.SessionCreateParams
type Line = Stripe.Checkout.SessionCreateParams.LineItem

/** Data of a new Checkout Session. */
export type PageToMake = {
  reference: string
  order: OrderToPay
  /** In minor units. */
  amount: number
  currency: string
  language: string | null
  returnUrl: string
  /** End of the order's payment window. */
  due: Date
}

/** Stripe's limit of line items. */
const MOST_LINES = 100
const LONGEST_NAME = 250
const SECOND = 1000
const MINUTE = 60 * SECOND
/**
 * Stripe allows an expiry between 30 minutes and 24 hours. The limits keep 1 minute for clock differences.
 */
const SHORTEST_MS = 31 * MINUTE
const LONGEST_MS = 24 * 60 * MINUTE - MINUTE

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

const lineOf = (name: string, amount: number, quantity: number, currency: string): Line => ({
  quantity,
  price_data: { currency, unit_amount: amount, product_data: { name: name.slice(0, LONGEST_NAME) } },
})

/**
 * Converts a line to Stripe's unit amount and quantity. If the total is not divisible by the quantity, the line
 * becomes one item.
 */
function asLine({ title, quantity, total }: LineToPay, currency: string): Line | undefined {
  const name = title.trim() || "—"
  const one = total % quantity === 0 ? toSmallest(total / quantity, currency) : undefined
  if (one !== undefined) {
    return lineOf(name, one, quantity, currency)
  }
  const all = toSmallest(total, currency)
  return all === undefined ? undefined : lineOf(`${name} × ${quantity}`, all, 1, currency)
}

/**
 * Builds the line items. If the order's lines do not add up to the amount exactly, the whole order becomes one
 * item.
 */
function linesOf({ reference, order, amount, currency }: PageToMake): Line[] {
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
 * Returns two expiry times for the page, in s since the epoch, as close to the payment window as Stripe allows.
 * The first depends only on the session's start, so that a repeated request is identical. The second is for a
 * page that is created late.
 */
export function endsOf({ order, due }: PageToMake): [number, number] {
  const opened = new Date(order.opened_at).getTime()
  const near = Math.min(Math.max(due.getTime(), opened + SHORTEST_MS), opened + LONGEST_MS)
  return [Math.floor(near / SECOND), Math.floor((due.getTime() + SHORTEST_MS) / SECOND)]
}

/** Builds the parameters of a Checkout Session without `expires_at`. The result is deterministic. */
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
    // Adaptive pricing would change the currency and the amount.
    adaptive_pricing: { enabled: false },
  }
}

/** Idempotency key of a page: a hash of its parameters. Equal pages have equal keys. */
export function pageKey(params: Params): string {
  return `page-${createHash("sha256").update(JSON.stringify(params)).digest("hex")}`
}

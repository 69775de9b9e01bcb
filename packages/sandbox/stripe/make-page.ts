import { ApiError, wrong } from "./errors"
import { fieldsOf, listOf, numberOf, textOf, textsOf, type Field, type Fields } from "./form"
import { newId, seconds, type Line, type Page } from "./objects"

const KNOWN = new Set(
  "mode client_reference_id line_items locale customer_email success_url cancel_url metadata payment_intent_data adaptive_pricing expires_at expand".split(
    " ",
  ),
)
const MIN_LIFETIME_SECONDS = 30 * 60
const MAX_LIFETIME_SECONDS = 24 * 60 * 60
const MAX_LINES = 100

/** Creates a Checkout Session from a request. @throws ApiError with Stripe's error */
export function readPage(fields: Fields, origin: string): Page {
  const unknown = Object.keys(fields).find((name) => !KNOWN.has(name))
  if (unknown) {
    throw new ApiError(400, `Received unknown parameter: ${unknown}`, {
      code: "parameter_unknown",
      param: unknown,
    })
  }
  if (textOf(fields.mode) !== "payment") throw wrong("mode", "Missing required param: mode.")
  const lines = listOf(fields.line_items).map(readLine)
  if (lines.length === 0) throw wrong("line_items", "Missing required param: line_items.")
  if (lines.length > MAX_LINES) throw wrong("line_items", "You can only specify up to 100 line items.")
  const [{ currency }] = lines
  if (lines.some((line) => line.currency !== currency)) {
    throw wrong("line_items", "All line items must have the same currency.")
  }
  const amount = lines.reduce((sum, line) => sum + line.amount_total, 0)
  if (amount <= 0) throw wrong("line_items", "The Checkout Session's total amount must be greater than 0.")
  const id = newId("cs_test")
  return {
    id,
    object: "checkout.session",
    created: seconds(),
    expires_at: readEnd(fields.expires_at),
    status: "open",
    payment_status: "unpaid",
    mode: "payment",
    livemode: false,
    amount_subtotal: amount,
    amount_total: amount,
    currency,
    client_reference_id: textOf(fields.client_reference_id) ?? null,
    customer_email: readEmail(fields.customer_email),
    locale: textOf(fields.locale) ?? null,
    metadata: textsOf(fields.metadata),
    payment_intent: null,
    success_url: readAddress(fields.success_url, "success_url"),
    cancel_url: fields.cancel_url === undefined ? null : readAddress(fields.cancel_url, "cancel_url"),
    url: `${origin}/stripe/pay/${id}`,
    line_items: { object: "list", data: lines },
  }
}

function readLine(field: Field, index: number): Line {
  const line = fieldsOf(field)
  const param = `line_items[${index}]`
  const price = fieldsOf(line.price_data)
  const one = numberOf(price.unit_amount, `${param}[price_data][unit_amount]`)
  const quantity = numberOf(line.quantity, `${param}[quantity]`) ?? 1
  const currency = textOf(price.currency) ?? ""
  const name = textOf(fieldsOf(price.product_data).name) ?? ""
  if (one === undefined || one < 0) {
    throw wrong(`${param}[price_data][unit_amount]`, "This value must be greater than or equal to 0.")
  }
  if (quantity < 1) throw wrong(`${param}[quantity]`, "This value must be greater than or equal to 1.")
  if (!/^[a-z]{3}$/.test(currency))
    throw wrong(`${param}[price_data][currency]`, `Invalid currency: ${currency}.`)
  if (!name || name.length > 250) throw wrong(`${param}[price_data][product_data][name]`, "Invalid name.")
  return { object: "item", description: name, quantity, amount_total: one * quantity, currency }
}

function readEnd(field: Field | undefined): number {
  const end = numberOf(field, "expires_at")
  const now = seconds()
  if (end === undefined) return now + MAX_LIFETIME_SECONDS
  if (end < now + MIN_LIFETIME_SECONDS) {
    throw wrong(
      "expires_at",
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
    )
  }
  if (end > now + MAX_LIFETIME_SECONDS) {
    throw wrong(
      "expires_at",
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    )
  }
  return end
}

function readEmail(field: Field | undefined): string | null {
  const email = textOf(field)
  if (email === undefined) return null
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new ApiError(400, `Invalid email address: ${email}`, {
      code: "email_invalid",
      param: "customer_email",
    })
  }
  return email
}

function readAddress(field: Field | undefined, param: string): string {
  const address = textOf(field) ?? ""
  if (!URL.canParse(address)) {
    throw new ApiError(400, "Not a valid URL", { code: "url_invalid", param })
  }
  return address
}

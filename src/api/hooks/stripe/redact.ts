import { subjectOf, type StripeEvent } from "../../../providers/payment-stripe-checkout/protocol/events"

/** Fields of an event's object without personal data and secrets. */
const FIELDS = [
  "id",
  "object",
  "status",
  "payment_status",
  "amount",
  "amount_total",
  "amount_refunded",
  "currency",
  "reason",
  "client_reference_id",
] as const

const LENGTH = 300
const REFERENCE = /^\d{1,10}$/

/** Extracts the payment id, the order's number and the fields of an event that may be stored. */
export function redact(event: StripeEvent): {
  payment_id: string | null
  reference: string | null
  request: Record<string, unknown>
} {
  const { object } = event.data
  const kept = FIELDS.flatMap((name): [string, unknown][] => {
    const value: unknown = object[name]
    if (typeof value === "string") {
      // PostgreSQL rejects NUL characters.
      return [[name, value.replaceAll("\0", "").slice(0, LENGTH)]]
    }
    return typeof value === "number" || typeof value === "boolean" ? [[name, value]] : []
  })
  const { payment_intent: intent, client_reference_id: reference } = object
  const payment = typeof intent === "string" ? intent : (intent?.id ?? subjectOf(event) ?? null)
  return {
    payment_id: payment,
    reference: typeof reference === "string" && REFERENCE.test(reference) ? reference : null,
    request: { event: event.id, ...Object.fromEntries(kept) },
  }
}

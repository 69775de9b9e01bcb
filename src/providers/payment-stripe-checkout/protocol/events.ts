import { z } from "@medusajs/framework/zod"

/** Events that change a payment; Stripe's dashboard must send these to the endpoint. */
const EVENT_TYPES = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
] as const

const LATEST_SECOND = 8_640_000_000_000

const named = z.union([z.string(), z.looseObject({ id: z.string() })])

const event = z.looseObject({
  id: z.string().regex(/^evt_\w{1,250}$/),
  type: z.string().regex(/^[\w.]{1,100}$/),
  created: z.number().int().min(0).max(LATEST_SECOND),
  data: z.looseObject({
    object: z.looseObject({
      id: z.string().optional(),
      object: z.string().optional(),
      payment_intent: named.nullish(),
    }),
  }),
})

export type StripeEvent = z.infer<typeof event>

/** Parses a verified payload; undefined if it is not an event. */
export function readEvent(value: unknown): StripeEvent | undefined {
  return event.safeParse(value).data
}

export const isFollowed = (type: string) => EVENT_TYPES.some((known) => known === type)

const ID = /^(cs|pi)_\w{1,250}$/

/**
 * Returns the checkout session ("cs_…") or payment intent ("pi_…") of an event.
 *
 * @returns undefined if it has neither, for example a refund of a charge without a payment intent
 */
export function subjectOf({ data }: StripeEvent): string | undefined {
  const { object: kind, id, payment_intent: intent } = data.object
  const subject = kind === "checkout.session" ? id : typeof intent === "string" ? intent : intent?.id
  return subject && ID.test(subject) ? subject : undefined
}

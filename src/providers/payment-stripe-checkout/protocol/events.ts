import { z } from "@medusajs/framework/zod"

/** The events that say something of a page's money; in Stripe's dashboard the endpoint listens to these. */
export const EVENT_TYPES = [
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

/** Reads what Stripe has signed; undefined for what is no event. */
export function readEvent(value: unknown): StripeEvent | undefined {
  return event.safeParse(value).data
}

export const isFollowed = (type: string) => EVENT_TYPES.some((known) => known === type)

const ID = /^(cs|pi)_\w{1,250}$/

/**
 * What an event is about: a page, or the payment that was made on one.
 *
 * @returns undefined when it is about neither, such as a refund of a charge that no payment intent made
 */
export function subjectOf({ data }: StripeEvent): string | undefined {
  const { object: kind, id, payment_intent: intent } = data.object
  const subject = kind === "checkout.session" ? id : typeof intent === "string" ? intent : intent?.id
  return subject && ID.test(subject) ? subject : undefined
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { gatewayCalls } from "../../../metrics"
import { stripeClient } from "../../../providers/payment-stripe-checkout/protocol/client"
import {
  isFollowed,
  readEvent,
  subjectOf,
  type StripeEvent,
} from "../../../providers/payment-stripe-checkout/protocol/events"
import { recordGatewayCall } from "../../../workflows/payment/transactions/record-gateway-call"
import { STRIPE } from "../../../lib/shop"
import { receiveStripeEvent } from "../../../workflows/payment/stripe/receive-event"
import { optionsOf } from "../../../workflows/settings"
import { redact } from "./redact"

export type StripeRequest = { body: string; signature: string | undefined }

type Body = { received: true } | { code: string; message: string }
export type StripeAnswer = { status: 200 | 400 | 404; body: Body }

const REFUSALS = {
  stripe_off: { status: 404, message: "Stripe is not configured: set STRIPE_API_KEY." },
  wrong_signature: {
    status: 400,
    message: "The signature is missing, wrong or older than five minutes. Check STRIPE_WEBHOOK_SECRET.",
  },
  not_an_event: { status: 400, message: "The body is not a Stripe event." },
} as const

function refuse(code: keyof typeof REFUSALS): StripeAnswer {
  const { status, message } = REFUSALS[code]
  gatewayCalls.inc({ provider: "stripe", method: "none", outcome: "refused" })
  return { status, body: { code, message } }
}

const RECEIVED: StripeAnswer = { status: 200, body: { received: true } }

/** Verifies and stores one event. The shop processes it after the answer. */
export async function answerStripe(
  container: MedusaContainer,
  { body, signature }: StripeRequest,
): Promise<StripeAnswer> {
  const options = optionsOf(container).stripe
  if (!options) {
    return refuse("stripe_off")
  }
  let signed: unknown
  try {
    signed = stripeClient(options).webhooks.constructEvent(body, signature ?? "", options.webhookSecret)
  } catch (error) {
    // The library parses the body only after it has verified the signature, so a SyntaxError means a valid
    // signature. A malformed header can raise other error types.
    return refuse(error instanceof SyntaxError ? "not_an_event" : "wrong_signature")
  }
  const event = readEvent(signed)
  if (!event) {
    return refuse("not_an_event")
  }
  const method = isFollowed(event.type) ? event.type : "other"
  if (method !== "other") {
    await receive(container, event)
  }
  gatewayCalls.inc({ provider: "stripe", method, outcome: "ok" })
  return RECEIVED
}

const SECOND = 1000

async function receive(container: MedusaContainer, event: StripeEvent): Promise<void> {
  const subject = subjectOf(event)
  if (!subject) {
    return
  }
  const started = performance.now()
  const { id, type, created } = event
  const stored = await receiveStripeEvent(container, {
    external_id: id,
    type,
    subject_id: subject,
    happened_at: new Date(created * SECOND),
  })
  const { payment_id, reference, request } = redact(event)
  await recordGatewayCall(container, {
    provider_id: STRIPE,
    method: type,
    external_id: payment_id,
    reference,
    request,
    answer: { received: true, ...(stored.is_new ? {} : { repeated: true }) },
    outcome: "ok",
    took_ms: Math.round(performance.now() - started),
  })
}

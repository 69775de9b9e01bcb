import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import { about } from "../../../lib/log-context"
import { readPayableOrder, type PayableOrder } from "../order-payment/payable-order"
import { findGatewayTransaction } from "../transactions/find-gateway-transaction"
import { giveUpGatewayPayment } from "../transactions/give-up-gateway-payment"
import { recordGatewayCall } from "../transactions/record-gateway-call"
import { STRIPE } from "../../../lib/shop"
import { stripeOf } from "./account"
import { noteBegun, noteTaken, type StripePayment } from "./note-money"
import { noteReturned } from "./note-returned"

/** Lock times in s: the holder of the lock calls Stripe. */
const LOCK = { timeout: 30, expire: 120 }

const isPage = (subjectId: string) => subjectId.startsWith("cs_")

/** Returns the Checkout Session of a payment; undefined if the payment has none. */
async function pageOf(stripe: Stripe, subjectId: string): Promise<Stripe.Checkout.Session | undefined> {
  if (isPage(subjectId)) {
    return stripe.checkout.sessions.retrieve(subjectId)
  }
  const { data } = await stripe.checkout.sessions.list({ payment_intent: subjectId, limit: 1 })
  return data.at(0)
}

/**
 * Reads the order of a Checkout Session.
 *
 * @returns undefined if it is not an order of this shop; other shops can use the same account
 */
async function orderOf(
  container: MedusaContainer,
  { metadata }: Stripe.Checkout.Session,
): Promise<PayableOrder | undefined> {
  const order = await readPayableOrder(container, { reference: metadata?.reference ?? "" })
  return order?.id === metadata?.order_id ? order : undefined
}

/** Applies the state of a Checkout Session to the shop's transaction. */
async function follow(container: MedusaContainer, payment: StripePayment): Promise<void> {
  const { page, intent, known } = payment
  if (page.payment_status === "paid") {
    const transaction = await noteTaken(container, payment)
    if (transaction) {
      await noteReturned(container, transaction, intent)
    }
  } else if (intent.status === "processing") {
    await noteBegun(container, payment)
  } else if (page.status !== "open" && known) {
    await giveUpGatewayPayment(container, known, null)
  }
}

/** Applies Stripe's answer, and records the call if the transaction changed. */
async function followAsked(
  container: MedusaContainer,
  { page, took }: { page: Stripe.Checkout.Session; took: number },
): Promise<void> {
  const { payment_intent: intent } = page
  if (!intent || typeof intent === "string") {
    return
  }
  const name = { provider_id: STRIPE, external_id: intent.id }
  const before = await findGatewayTransaction(container, name)
  const order = before ? undefined : await orderOf(container, page)
  if (!before && !order) {
    return
  }
  await follow(container, { page, intent, known: before, order })
  const after = await findGatewayTransaction(container, name)
  const isNews =
    after && !(before && before.state === after.state && before.refunded_amount === after.refunded_amount)
  if (!isNews) {
    return
  }
  const charge = intent.latest_charge
  const refunded = typeof charge === "string" ? undefined : charge?.amount_refunded
  await recordGatewayCall(container, {
    provider_id: STRIPE,
    method: "checkout/sessions",
    external_id: after.external_id,
    reference: after.reference,
    request: { id: page.id },
    answer: {
      status: page.status,
      payment_status: page.payment_status,
      amount_total: page.amount_total,
      currency: page.currency,
      ...(refunded === undefined ? {} : { amount_refunded: refunded }),
    },
    outcome: "ok",
    took_ms: Math.round(took),
  })
}

/**
 * Reads the state of a payment from Stripe and updates the shop's records. Idempotent and independent of the
 * order of events. Ignores payments of other shops.
 *
 * @param subjectId Stripe's id of a Checkout Session ("cs_…") or payment intent ("pi_…")
 * @throws errors of Stripe and Medusa; the caller must retry
 */
export async function followStripePayment(container: MedusaContainer, subjectId: string): Promise<void> {
  const stripe = stripeOf(container)
  const page = stripe && (await pageOf(stripe, subjectId))
  if (!stripe || !page?.metadata?.order_id) {
    return
  }
  await container.resolve(Modules.LOCKING).execute(
    [`stripe-payment:${page.id}`],
    async () => {
      const started = performance.now()
      const now = await stripe.checkout.sessions.retrieve(page.id, {
        expand: ["payment_intent.latest_charge"],
      })
      const asked = { page: now, took: performance.now() - started }
      await about({ order: page.metadata?.reference }, () => followAsked(container, asked))
    },
    LOCK,
  )
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import { about } from "../../../lib/log-context"
import { readOrderMoney } from "../order-money"
import { findGatewayTransaction } from "../read-gateway"
import { recordGatewayCall } from "../record-gateway-call"
import { STRIPE, stripeOf } from "./account"
import { noteBegun, noteFailed, noteTaken } from "./note-money"
import { noteReturned } from "./note-returned"

/** Seconds that a payment's duplicate may take; Stripe is asked meanwhile. */
const LOCK = { timeout: 30, expire: 120 }

const isPage = (subjectId: string) => subjectId.startsWith("cs_")

/** The page that a payment was made on; undefined for a payment that was made otherwise. */
async function pageOf(stripe: Stripe, subjectId: string): Promise<Stripe.Checkout.Session | undefined> {
  if (isPage(subjectId)) {
    return stripe.checkout.sessions.retrieve(subjectId)
  }
  const { data } = await stripe.checkout.sessions.list({ payment_intent: subjectId, limit: 1 })
  return data.at(0)
}

/** Whether a page is one of this shop's: others may use the same account. */
async function isOurs(container: MedusaContainer, page: Stripe.Checkout.Session): Promise<boolean> {
  const { order_id: id, reference } = page.metadata ?? {}
  const order = id ? await readOrderMoney(container, { id }) : undefined
  return order !== undefined && String(order.display_id) === reference
}

/** What Stripe knows of a page's money becomes what the shop knows of it. */
async function follow(container: MedusaContainer, page: Stripe.Checkout.Session): Promise<void> {
  const { payment_intent: intent, payment_status: paid, status } = page
  if (!intent || typeof intent === "string") {
    return
  }
  const name = { provider_id: STRIPE, external_id: intent.id }
  if (paid === "paid") {
    await noteTaken(container, page, intent)
    await noteReturned(container, name, intent)
  } else if (intent.status === "processing") {
    await noteBegun(container, page, intent)
  } else if (status !== "open") {
    await noteFailed(container, name)
  }
}

/** Follows what Stripe was asked, and keeps it in the payment's history when it was news. */
async function followAsked(
  container: MedusaContainer,
  { page, took }: { page: Stripe.Checkout.Session; took: number },
): Promise<void> {
  const { payment_intent: intent } = page
  const id = typeof intent === "string" ? intent : intent?.id
  const known = () => id && findGatewayTransaction(container, { provider_id: STRIPE, external_id: id })
  const before = await known()
  await follow(container, page)
  const after = await known()
  const isNews =
    after && !(before && before.state === after.state && before.refunded_amount === after.refunded_amount)
  if (!isNews) {
    return
  }
  const charge = typeof intent === "string" ? undefined : intent?.latest_charge
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
 * Asks Stripe how a payment stands, and brings the shop's records after it. Whatever was told of it, in whichever
 * order and however often, it comes to the same; payments of other shops are passed over.
 *
 * @param subjectId Stripe's id of a page ("cs_…") or of a payment ("pi_…")
 * @throws what Stripe throws, and what Medusa throws; it is to be done again then
 */
export async function followStripePayment(container: MedusaContainer, subjectId: string): Promise<void> {
  const stripe = stripeOf(container)
  const page = stripe && (await pageOf(stripe, subjectId))
  if (!stripe || !page || !(await isOurs(container, page))) {
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

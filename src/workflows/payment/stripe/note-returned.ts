import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"
import { fromSmallest } from "../../../providers/payment-stripe-checkout/protocol/units"
import { cancelGatewayPayment } from "../transactions/cancel-gateway-payment"
import { flagGatewayPayment } from "../transactions/flag-gateway-payment"
import { noteGatewayRefund } from "../transactions/note-gateway-refund"
import { stripeOf } from "./account"
import { isOpen } from "./disputed-payments"
import { REASONS } from "./note-money"

type Dispute = Pick<Stripe.Dispute, "status" | "amount">

/** Maximum number of disputes per payment. Usually there is one, or an inquiry and its dispute. */
const MOST_DISPUTES = 10

async function disputesOf(
  container: MedusaContainer,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
): Promise<Dispute[]> {
  const stripe = stripeOf(container)
  if (!charge.disputed || !stripe) {
    return []
  }
  const { data } = await stripe.disputes.list({ payment_intent: intent.id, limit: MOST_DISPUTES })
  return data
}

/** Amount in minor units that was returned to the shopper by refunds and lost disputes. */
function returnedOf(charge: Stripe.Charge, disputes: Dispute[], most: number): number {
  const lost = disputes.filter(({ status }) => status === "lost")
  const sum = lost.reduce((total, { amount }) => total + amount, charge.amount_refunded)
  return Math.min(fromSmallest(sum, charge.currency), most)
}

/** Updates the shop's records with the refunds and disputes of a payment. */
export async function noteReturned(
  container: MedusaContainer,
  name: TransactionName,
  intent: Stripe.PaymentIntent,
): Promise<void> {
  const charge = intent.latest_charge
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const transaction = await gateway.findTransaction(name)
  if (!transaction) {
    return
  }
  if (!charge || typeof charge === "string") {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `Stripe returned no charge for ${intent.id}.`)
  }
  const disputes = await disputesOf(container, intent, charge)
  await noteSum(container, transaction, returnedOf(charge, disputes, transaction.amount))
  await noteDisputes(container, transaction, disputes)
}

async function noteSum(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
  returned: number,
): Promise<void> {
  const { provider_id, external_id, amount, refunded_amount: known, resolved_at } = transaction
  const name = { provider_id, external_id }
  if (returned < known && resolved_at === null) {
    // The shopper's bank returned a refund after Medusa had recorded it.
    await flagGatewayPayment(container, { ...name, attention: "refund_due" })
  } else if (returned === amount) {
    await cancelGatewayPayment(container, { ...name, reason: REASONS.refund, even_delivered: true })
  } else if (returned > known) {
    await noteGatewayRefund(container, transaction, returned)
  }
}

async function noteDisputes(
  container: MedusaContainer,
  { id, provider_id, external_id }: GatewayTransactionRecord,
  disputes: Dispute[],
): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  if (disputes.some(isOpen)) {
    const input = { provider_id, external_id, attention: "disputed" as const }
    await flagGatewayPayment(container, input)
    return
  }
  const { needs_attention: shown } = await gateway.retrieveGatewayTransaction(id)
  if (shown === "disputed") {
    await gateway.settle(id, { needs_attention: null })
  }
}

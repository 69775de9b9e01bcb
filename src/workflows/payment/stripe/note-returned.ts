import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { fromSmallest } from "../../../providers/payment-stripe-checkout/protocol/units"
import { cancelGatewayPayment } from "../transactions/cancel-gateway-payment"
import { flagGatewayPayment } from "../transactions/flag-gateway-payment"
import { noteGatewayRefund } from "../transactions/note-gateway-refund"
import { stripeOf } from "./account"
import { isOpen } from "./disputed-payments"

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
  transaction: GatewayTransactionRecord,
  intent: Stripe.PaymentIntent,
): Promise<void> {
  const charge = intent.latest_charge
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
  const { amount, refunded_amount: known, resolved_at } = transaction
  if (returned < known && resolved_at === null) {
    // The shopper's bank returned a refund after Medusa had recorded it.
    await flagGatewayPayment(container, transaction, "refund_due")
  } else if (returned === amount) {
    await cancelGatewayPayment(container, transaction, { cause: "refunded" })
  } else if (returned > known) {
    await noteGatewayRefund(container, transaction, returned)
  }
}

async function noteDisputes(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
  disputes: Dispute[],
): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  if (disputes.some(isOpen)) {
    await flagGatewayPayment(container, transaction, "disputed")
    return
  }
  const { needs_attention: shown } = await gateway.retrieveGatewayTransaction(transaction.id)
  if (shown === "disputed") {
    await gateway.settle(transaction.id, { needs_attention: null })
  }
}

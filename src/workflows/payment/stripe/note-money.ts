import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { fromSmallest } from "../../../providers/payment-stripe-checkout/protocol/units"
import type { PayableOrder } from "../order-payment/payable-order"
import { beginForOrder } from "../transactions/begin-gateway-payment"
import type { FoundTransaction } from "../transactions/find-gateway-transaction"
import { performGatewayPayment } from "../transactions/perform-gateway-payment"
import { STRIPE } from "../../../lib/shop"

/** A payment of a Checkout Session, with the shop's records of it: the transaction, or else the order. */
export type StripePayment = {
  page: Stripe.Checkout.Session
  intent: Stripe.PaymentIntent
  known?: FoundTransaction
  order?: PayableOrder
}

const SECOND = 1000

/** Converts the payment of a Checkout Session to the input of a gateway transaction. */
function beginning(page: Stripe.Checkout.Session, intent: Stripe.PaymentIntent) {
  const currency = page.currency ?? intent.currency
  return {
    provider_id: STRIPE,
    external_id: intent.id,
    reference: page.client_reference_id ?? "",
    amount: fromSmallest(page.amount_total ?? intent.amount, currency),
    currency_code: currency,
    gateway_time: new Date(intent.created * SECOND),
    expires_at: null,
  }
}

/**
 * Records a payment that is in progress at Stripe, for example a bank transfer. The order does not expire in
 * the meantime.
 */
export async function noteBegun(
  container: MedusaContainer,
  { page, intent, known, order }: StripePayment,
): Promise<void> {
  if (known) {
    return
  }
  const result = await beginForOrder(container, order, beginning(page, intent))
  if ("refusal" in result) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(
      `Stripe's payment ${intent.id} is in progress, but the order cannot be paid: ${result.refusal}`,
    )
  }
}

/**
 * Records a paid payment regardless of the order's state; settling it decides about the order.
 *
 * @returns the current transaction; undefined if the order does not exist
 */
export async function noteTaken(
  container: MedusaContainer,
  { page, intent, known, order }: StripePayment,
): Promise<GatewayTransactionRecord | undefined> {
  const begun = known
    ? { transaction: known }
    : await beginForOrder(container, order, beginning(page, intent), true)
  if ("refusal" in begun) {
    return undefined
  }
  const options = { is_debited: true, even_given_up: true, order }
  return (await performGatewayPayment(container, begun.transaction, options)).transaction
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import type { TransactionName } from "../../../modules/gateway/types"
import { fromSmallest } from "../../../providers/payment-stripe-checkout/protocol/units"
import { beginGatewayPayment } from "../transactions/begin-gateway-payment"
import { giveUpGatewayPayment } from "../transactions/give-up-gateway-payment"
import { performGatewayPayment } from "../transactions/perform-gateway-payment"
import { STRIPE } from "./account"

/** Cancel reasons in Payme's numbers; Stripe has none. */
export const REASONS = { failed: 3, refund: 5 } as const

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
  page: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
): Promise<void> {
  const result = await beginGatewayPayment(container, beginning(page, intent))
  if ("refusal" in result) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(
      `Stripe's payment ${intent.id} is in progress, but the order cannot be paid: ${result.refusal}`,
    )
  }
}

/** Records a paid payment regardless of the order's state; settling it decides about the order. */
export async function noteTaken(
  container: MedusaContainer,
  page: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
): Promise<void> {
  const input = { ...beginning(page, intent), is_debited: true }
  const begun = await beginGatewayPayment(container, input)
  if ("refusal" in begun) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(
      `Stripe has received payment ${intent.id}, but the shop has no order for it: ${begun.refusal}`,
    )
    return
  }
  const { provider_id, external_id } = input
  await performGatewayPayment(container, {
    provider_id,
    external_id,
    lost_reason: REASONS.failed,
    is_debited: true,
    even_given_up: true,
  })
}

/** Records that the payment failed. */
export async function noteFailed(container: MedusaContainer, name: TransactionName): Promise<void> {
  await giveUpGatewayPayment(container, { ...name, reason: REASONS.failed })
}

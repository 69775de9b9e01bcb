import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer, PaymentSessionDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CASH_PROVIDER } from "../../../lib/shop"

export type OpenPaymentInput = {
  cart_id: string
  /** A payment provider of the cart's region. */
  provider_id: string
  customer_id: string | null
  currency_code: string
  /** Amount to pay, in the main unit of the currency. */
  amount: number
  /** The cart's payment collection; null if there is none. */
  payment_collection_id: string | null
  /** Whether the total is 0. */
  is_free: boolean
  /** Whether the collection has a payment session from an earlier attempt. */
  has_session: boolean
}

/** The payment session to pay; its id is null if the total is 0. */
export type OpenedPayment = { payment_collection_id: string; payment_session_id: string | null }

/**
 * Creates the payment collection, if the cart has none, and one payment session.
 *
 * For cash, a first session is created directly, because cash has no account holder. Otherwise Medusa's
 * workflow finds or creates the account holder and replaces older sessions.
 *
 * Has no compensation: the next attempt reuses the collection and replaces the session.
 */
export const openPaymentStep = createStep("open-payment", async (input: OpenPaymentInput, { container }) => {
  const collectionId = await collectionOf(container, input)
  const session = input.is_free ? null : await openSession(container, collectionId, input)
  const opened: OpenedPayment = {
    payment_collection_id: collectionId,
    payment_session_id: session?.id ?? null,
  }
  return new StepResponse(opened)
})

/** Gives the cart's payment collection the amount to pay, and creates the collection if there is none. */
async function collectionOf(container: MedusaContainer, input: OpenPaymentInput): Promise<string> {
  const { cart_id, currency_code, amount, payment_collection_id: id } = input
  const payments = container.resolve(Modules.PAYMENT)
  if (id) {
    await payments.updatePaymentCollections(id, { amount, currency_code })
    return id
  }
  const [collection] = await payments.createPaymentCollections([{ currency_code, amount }])
  await container.resolve(ContainerRegistrationKeys.LINK).create([
    {
      [Modules.CART]: { cart_id },
      [Modules.PAYMENT]: { payment_collection_id: collection.id },
    },
  ])
  return collection.id
}

async function openSession(
  container: MedusaContainer,
  collectionId: string,
  input: OpenPaymentInput,
): Promise<PaymentSessionDTO> {
  const { provider_id, amount, currency_code } = input
  if (provider_id === CASH_PROVIDER && !input.has_session) {
    return container
      .resolve(Modules.PAYMENT)
      .createPaymentSession(collectionId, { provider_id, amount, currency_code, data: {}, metadata: {} })
  }
  // Not `runAsStep`: the session stays when the order fails, and the next attempt replaces it.
  const { result } = await createPaymentSessionsWorkflow(container).run({
    input: { payment_collection_id: collectionId, provider_id, customer_id: input.customer_id ?? undefined },
  })
  return result
}

import {
  createPaymentCollectionsStep,
  createPaymentSessionStep,
  createPaymentSessionsWorkflow,
  createRemoteLinkStep,
} from "@medusajs/medusa/core-flows"
import type { BigNumberInput } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { CASH_PROVIDER } from "../../shop"

export type OpenPaymentInput = {
  cart_id: string
  /** One of the cart's region. */
  provider_id: string
  customer_id: string | null
  currency_code: string
  /** The cart's total, as precise as Medusa keeps it. */
  amount: BigNumberInput
  /** The cart's collection, with that amount; null: there is none yet. */
  payment_collection_id: string | null
  /** Whether there is nothing to collect. */
  is_free: boolean
  /** Whether the collection has a session from an attempt before. */
  has_session: boolean
}

/**
 * A payment collection with one session of the provider, for a cart whose total is known.
 *
 * Cash keeps nothing about who pays: its first session is made at once. Of any other provider core finds, or
 * opens, the customer's account first, and takes an older session's place.
 */
export const openPaymentWorkflow = createWorkflow("open-payment", (input: OpenPaymentInput) => {
  const created = when(
    "there-is-no-collection-yet",
    { input },
    ({ input }) => !input.payment_collection_id,
  ).then(() => {
    const wanted = transform({ input }, ({ input }) => [
      { currency_code: input.currency_code, amount: input.amount },
    ])
    const collections = createPaymentCollectionsStep(wanted)
    const links = transform({ input, collections }, ({ input, collections }) => [
      {
        [Modules.CART]: { cart_id: input.cart_id },
        [Modules.PAYMENT]: { payment_collection_id: collections[0].id },
      },
    ])
    createRemoteLinkStep(links)
    return collections
  })
  const plan = transform({ input, created }, ({ input, created }) => ({
    collection_id: input.payment_collection_id ?? created?.[0].id ?? "",
    is_free: input.is_free,
    is_first_cash: input.provider_id === CASH_PROVIDER && !input.has_session,
  }))

  when("cash-is-to-be-paid", { plan }, ({ plan }) => !plan.is_free && plan.is_first_cash).then(() => {
    createPaymentSessionStep({
      payment_collection_id: plan.collection_id,
      provider_id: input.provider_id,
      amount: input.amount,
      currency_code: input.currency_code,
    })
  })
  when("another-provider-is-to-be-paid", { plan }, ({ plan }) => !plan.is_free && !plan.is_first_cash).then(
    () => {
      const session = transform({ input, plan }, ({ input, plan }) => ({
        payment_collection_id: plan.collection_id,
        provider_id: input.provider_id,
        customer_id: input.customer_id ?? undefined,
      }))
      createPaymentSessionsWorkflow.runAsStep({ input: session })
    },
  )
  return new WorkflowResponse(plan)
})

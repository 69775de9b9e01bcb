import {
  acquireLockStep,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  refreshCartItemsWorkflow,
  releaseLockStep,
} from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { checkTotalStep } from "./steps/check-total"
import { completeCartStep } from "./steps/complete-cart"
import { describeOrderStep } from "./steps/describe-order"
import { examineCartStep } from "./steps/examine-cart"

export type PlaceOrderInput = {
  cart_id: string
  /** One of the payment providers of the cart's region. */
  provider_id: string
  /** The total that the shopper has seen, in soums; any is right when left out. */
  expected_total?: number
}

/**
 * Places a cart's order at today's prices. A second call for the same cart returns the same order.
 *
 * The prices and the payment session that a failed attempt leaves behind are kept: the shopper sees the
 * total that changed, and the next attempt replaces the session.
 *
 * @returns the order's ids, its total in soums, and how it is paid: `checkout_url` is where to pay online
 * @throws cart_not_found, cart_empty, delivery_missing, provider_unavailable, out_of_stock, total_changed,
 * slot_full, slot_cut_off, slot_closed; nothing is placed then
 */
export const placeOrderWorkflow = createWorkflow("place-order", (input: PlaceOrderInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 30, ttl: 120, retryInterval: 0.1 })
  const cart = examineCartStep({ cart_id: input.cart_id, provider_id: input.provider_id })

  const priced = when("cart-is-not-an-order-yet", { cart }, ({ cart }) => !cart.order_id).then(() => {
    refreshCartItemsWorkflow
      .runAsStep({ input: { cart_id: input.cart_id, force_refresh: true } })
      .config({ noCompensation: true })
    return checkTotalStep({ cart_id: input.cart_id, expected_total: input.expected_total })
  })

  const collection = when("there-is-nothing-to-collect-into-yet", { priced }, ({ priced }) =>
    Boolean(priced && !priced.payment_collection_id),
  ).then(() =>
    createPaymentCollectionForCartWorkflow
      .runAsStep({ input: { cart_id: input.cart_id } })
      .config({ noCompensation: true }),
  )

  when("there-is-money-to-collect", { priced }, ({ priced }) => Boolean(priced && priced.total > 0)).then(
    () => {
      const session = transform(
        { input, cart, priced, collection },
        ({ input, cart, priced, collection }) => ({
          payment_collection_id: priced?.payment_collection_id ?? collection?.id ?? "",
          provider_id: input.provider_id,
          customer_id: cart.customer_id ?? undefined,
        }),
      )
      createPaymentSessionsWorkflow.runAsStep({ input: session }).config({ noCompensation: true })
    },
  )

  when("cart-is-to-be-completed", { cart }, ({ cart }) => !cart.order_id).then(() => {
    completeCartStep({ cart_id: input.cart_id })
  })

  releaseLockStep({ key: input.cart_id })
  return new WorkflowResponse(describeOrderStep({ cart_id: input.cart_id, provider_id: input.provider_id }))
})

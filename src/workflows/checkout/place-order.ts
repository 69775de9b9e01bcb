import { acquireLockStep, refreshCartItemsWorkflow, releaseLockStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { isPlain } from "./rules/plain-cart"
import { checkTotalStep } from "./steps/check-total"
import { comparePricesStep } from "./steps/compare-prices"
import { completeCartStep, completePlainCartStep } from "./steps/complete-cart"
import { describeOrderStep } from "./steps/describe-order"
import { examineCartStep, type ExaminedCart } from "./steps/examine-cart"
import { openPaymentStep } from "./steps/open-payment"

export type PlaceOrderInput = {
  cart_id: string
  /** A payment provider of the cart's region. */
  provider_id: string
  /** The total that the shopper has seen, in the main unit of the currency. Without it, the total is not checked. */
  expected_total?: number
}

/**
 * Places the order of a cart at current prices. A second call for the same cart returns the same order.
 *
 * A plain cart is completed by the faster {@link completePlainCartWorkflow}, any other cart by Medusa's
 * completeCartWorkflow.
 *
 * After a failure, the refreshed prices and the payment session stay: the shopper sees the changed total, and
 * the next attempt replaces the session.
 *
 * @returns the order's ids, its total, and its payment; `checkout_url` is the page for an online
 * payment
 * @throws cart_not_found, cart_empty, delivery_missing, provider_unavailable, out_of_stock, total_changed,
 * slot_full, slot_cut_off, slot_closed; then no order is placed
 */
export const placeOrderWorkflow = createWorkflow("place-order", (input: PlaceOrderInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 30, ttl: 120, retryInterval: 0.1 })
  const examined = examineCartStep({ cart_id: input.cart_id, provider_id: input.provider_id })
  const { order_id, cart } = examined

  const areToday = when("cart-is-not-an-order-yet", { order_id }, ({ order_id }) => !order_id).then(() =>
    comparePricesStep(cart),
  )
  when("totals-are-not-todays", { areToday }, ({ areToday }) => areToday === false).then(() => {
    refreshCartItemsWorkflow
      .runAsStep({ input: { cart_id: input.cart_id, force_refresh: true } })
      .config({ noCompensation: true })
  })
  const priced = when("cart-is-to-be-paid", { order_id }, ({ order_id }) => !order_id).then(() => {
    const known = transform({ cart, areToday }, ({ cart, areToday }) => (areToday ? cart : null))
    return checkTotalStep({ cart_id: input.cart_id, expected_total: input.expected_total, known })
  })

  const plan = transform({ input, examined, priced, areToday }, ({ input, examined, priced, areToday }) => ({
    completion: completionOf(examined, areToday),
    payment: {
      cart_id: input.cart_id,
      provider_id: input.provider_id,
      customer_id: examined.cart.customer_id,
      currency_code: examined.cart.currency_code,
      amount: priced?.total ?? 0,
      payment_collection_id: priced?.payment_collection_id ?? null,
      is_free: !priced?.total,
      has_session: Boolean(priced?.has_session),
    },
  }))
  const opened = when("cart-is-to-be-completed", { plan }, ({ plan }) => plan.completion !== "ordered").then(
    () => openPaymentStep(plan.payment),
  )
  const placed = when("cart-is-plain", { plan }, ({ plan }) => plan.completion === "plain").then(() => {
    const plainCart = transform({ input, cart, opened }, ({ input, cart, opened }) => ({
      cart,
      provider_id: input.provider_id,
      payment_collection_id: opened?.payment_collection_id ?? "",
      payment_session_id: opened?.payment_session_id ?? "",
    }))
    return completePlainCartStep(plainCart)
  })
  when("cart-is-not-plain", { plan }, ({ plan }) => plan.completion === "medusa").then(() => {
    completeCartStep({ cart_id: input.cart_id })
  })

  releaseLockStep({ key: input.cart_id })
  const request = transform({ input, priced, placed }, ({ input, priced, placed }) => ({
    cart_id: input.cart_id,
    provider_id: input.provider_id,
    total: priced?.total,
    known: placed ?? null,
  }))
  return new WorkflowResponse(describeOrderStep(request))
})

/** Chooses how to complete the cart: it already has an order, it is plain, or Medusa completes it. */
function completionOf({ order_id, cart }: ExaminedCart, areToday?: boolean): "ordered" | "plain" | "medusa" {
  if (order_id) {
    return "ordered"
  }
  return areToday && isPlain(cart) ? "plain" : "medusa"
}

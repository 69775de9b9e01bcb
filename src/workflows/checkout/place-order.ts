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
  /** One of the payment providers of the cart's region. */
  provider_id: string
  /** The total that the shopper has seen, in soums; any is right when left out. */
  expected_total?: number
}

/**
 * Places a cart's order at today's prices. A second call for the same cart returns the same order.
 *
 * A plain cart becomes an order in our own short way ({@link completePlainCartWorkflow}), any other in Medusa's.
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
    way: wayOf(examined, areToday),
    payment: {
      cart_id: input.cart_id,
      provider_id: input.provider_id,
      customer_id: examined.cart.customer_id,
      currency_code: examined.cart.currency_code,
      amount: priced?.raw_total ?? 0,
      payment_collection_id: priced?.payment_collection_id ?? null,
      is_free: !priced?.total,
      has_session: Boolean(priced?.has_session),
    },
  }))
  const opened = when("cart-is-to-be-completed", { plan }, ({ plan }) => plan.way !== "ordered").then(() =>
    openPaymentStep(plan.payment),
  )
  const placed = when("cart-is-plain", { plan }, ({ plan }) => plan.way === "plain").then(() => {
    const completion = transform({ input, cart, opened }, ({ input, cart, opened }) => ({
      cart,
      provider_id: input.provider_id,
      payment_collection_id: opened?.payment_collection_id ?? "",
      payment_session_id: opened?.payment_session_id ?? "",
    }))
    return completePlainCartStep(completion)
  })
  when("cart-is-not-plain", { plan }, ({ plan }) => plan.way === "core").then(() => {
    completeCartStep({ cart_id: input.cart_id })
  })

  releaseLockStep({ key: input.cart_id })
  const asked = transform({ input, priced, placed }, ({ input, priced, placed }) => ({
    cart_id: input.cart_id,
    provider_id: input.provider_id,
    total: priced?.total,
    known: placed ?? null,
  }))
  return new WorkflowResponse(describeOrderStep(asked))
})

/** How a cart becomes an order: as a copy of itself, by Medusa's own completion, or not any more. */
function wayOf({ order_id, cart }: ExaminedCart, areToday?: boolean): "ordered" | "plain" | "core" {
  if (order_id) {
    return "ordered"
  }
  return areToday && isPlain(cart) ? "plain" : "core"
}

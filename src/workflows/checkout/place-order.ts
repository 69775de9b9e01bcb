import {
  acquireLockStep,
  getVariantPriceSetsStep,
  refreshCartItemsWorkflow,
  releaseLockStep,
} from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { openPaymentWorkflow } from "./open-payment"
import { priceQuestions, type PricesToday } from "./rules/price-questions"
import { checkTotalStep } from "./steps/check-total"
import { comparePricesStep } from "./steps/compare-prices"
import { completeCartStep } from "./steps/complete-cart"
import { describeOrderStep } from "./steps/describe-order"
import { examineCartStep } from "./steps/examine-cart"
import { findAutomaticPromotionStep } from "./steps/find-automatic-promotion"

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
  const examined = examineCartStep({ cart_id: input.cart_id, provider_id: input.provider_id })

  const areToday = when("cart-is-not-an-order-yet", { examined }, ({ examined }) => !examined.order_id).then(
    () => {
      const data = transform({ examined }, ({ examined }) => priceQuestions(examined.cart))
      const calculated = getVariantPriceSetsStep({ data })
      const prices = transform({ calculated }, ({ calculated }): PricesToday => calculated)
      const has_promotions = findAutomaticPromotionStep()
      return comparePricesStep({ cart: examined.cart, prices, has_promotions })
    },
  )
  when("totals-are-not-todays", { areToday }, ({ areToday }) => areToday === false).then(() => {
    refreshCartItemsWorkflow
      .runAsStep({ input: { cart_id: input.cart_id, force_refresh: true } })
      .config({ noCompensation: true })
  })
  const priced = when("cart-is-to-be-paid", { examined }, ({ examined }) => !examined.order_id).then(() => {
    const known = transform({ examined, areToday }, ({ examined, areToday }) =>
      areToday ? examined.cart : null,
    )
    return checkTotalStep({ cart_id: input.cart_id, expected_total: input.expected_total, known })
  })

  const payment = transform({ input, examined, priced }, ({ input, examined, priced }) => ({
    cart_id: input.cart_id,
    provider_id: input.provider_id,
    customer_id: examined.cart.customer_id,
    currency_code: examined.cart.currency_code,
    amount: priced?.raw_total ?? 0,
    payment_collection_id: priced?.payment_collection_id ?? null,
    is_free: !priced?.total,
    has_session: Boolean(priced?.has_session),
  }))
  when("cart-is-to-be-completed", { examined }, ({ examined }) => !examined.order_id).then(() => {
    openPaymentWorkflow.runAsStep({ input: payment }).config({ noCompensation: true })
    completeCartStep({ cart_id: input.cart_id })
  })

  releaseLockStep({ key: input.cart_id })
  const asked = transform({ input, priced }, ({ input, priced }) => ({
    cart_id: input.cart_id,
    provider_id: input.provider_id,
    total: priced?.total,
  }))
  return new WorkflowResponse(describeOrderStep(asked))
})

import {
  addOrderTransactionStep,
  authorizePaymentSessionStep,
  compensatePaymentIfNeededStep,
  createOrdersStep,
  createRemoteLinkStep,
  emitEventStep,
  reserveInventoryStep,
} from "@medusajs/medusa/core-flows"
import {
  EventPriority,
  Modules,
  OrderWorkflowEvents,
  ReservationItemWorkflowEvents,
} from "@medusajs/framework/utils"
import { createWorkflow, parallelize, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { payable } from "../../lib/money"
import { CASH_PROVIDER } from "../../lib/shop"
import type { CartToPlace } from "./cart-to-place"
import { demandOfCart, orderOf, reservationsOf, stockOf } from "./rules/plain-cart"
import { admitOrderStep } from "./steps/admit-order"
import { closeCartStep } from "./steps/close-cart"
import { releaseHoldStep } from "./steps/release-hold"
import { openOrderStep } from "./steps/open-order"

export type CompletePlainCartInput = {
  /** The current cart. It must be locked and plain. */
  cart: CartToPlace
  provider_id: string
  payment_collection_id: string
  payment_session_id: string
}

/**
 * Completes a plain cart with the same steps, in the same order, as Medusa's completeCartWorkflow. The code
 * of the shop's hooks in that workflow runs here as steps at the same positions. The caller holds the cart's
 * lock, and has just refreshed its prices and created its payment session.
 *
 * It is faster because it does not read and validate the cart again, does not look for promotions, and does
 * not store the data of each step in the database.
 *
 * @returns the order and its payment
 * @throws the errors of {@link admitOrderStep} and of Medusa's steps; then everything is undone
 */
export const completePlainCartWorkflow = createWorkflow(
  "complete-plain-cart",
  (input: CompletePlainCartInput) => {
    compensatePaymentIfNeededStep({ payment_session_id: input.payment_session_id })
    const candidate = transform({ input }, ({ input: { cart, provider_id } }) => ({
      cart_id: cart.id,
      item_ids: stockOf(cart),
      delivery: cart.delivery,
      shipping_option_ids: cart.shipping_methods.map((method) => method.shipping_option_id),
      demand: demandOfCart(cart),
      buyer: {
        customer_id: cart.customer_id,
        has_account: Boolean(cart.customer?.has_account),
        email: cart.email,
        pays_cash: provider_id === CASH_PROVIDER,
        total: payable(cart.raw_total, cart.currency_code),
      },
    }))
    admitOrderStep(candidate)

    const orders = createOrdersStep(transform({ input }, ({ input }) => [orderOf(input.cart)]))
    const made = transform({ input, orders }, ({ input, orders: [order] }) => {
      const ofOrder = { [Modules.ORDER]: { order_id: order.id } }
      return {
        order_id: order.id,
        display_id: order.display_id ?? 0,
        links: [
          { ...ofOrder, [Modules.CART]: { cart_id: input.cart.id } },
          { ...ofOrder, [Modules.PAYMENT]: { payment_collection_id: input.payment_collection_id } },
        ],
        reservations: { items: reservationsOf(input.cart, order.items ?? []) },
      }
    })
    const [, , reserved] = parallelize(
      createRemoteLinkStep(made.links),
      closeCartStep({ cart_id: input.cart.id }),
      reserveInventoryStep(made.reservations),
      emitEventStep({
        eventName: OrderWorkflowEvents.PLACED,
        data: { id: made.order_id },
        options: { priority: EventPriority.CRITICAL },
      }),
    )
    emitEventStep({
      eventName: ReservationItemWorkflowEvents.CREATED,
      data: transform({ reserved, order_id: made.order_id }, ({ reserved, order_id }) =>
        reserved.map(({ id }) => ({ id, order_id })),
      ),
    }).config({ name: "emit-reservation-item-created" })
    releaseHoldStep({ cart_id: input.cart.id, item_ids: candidate.item_ids })

    const payment = authorizePaymentSessionStep({ id: input.payment_session_id })
    const transactions = transform({ payment, order_id: made.order_id }, ({ payment, order_id }) =>
      (payment?.captures ?? []).map((capture) => ({
        order_id,
        amount: capture.raw_amount ?? capture.amount,
        currency_code: payment?.currency_code ?? "",
        reference: "capture",
        reference_id: capture.id,
      })),
    )
    addOrderTransactionStep(transactions)
    const opened = transform({ input, made, payment }, ({ input, made, payment }) => ({
      cart_id: input.cart.id,
      order_id: made.order_id,
      display_id: made.display_id,
      total: payable(input.cart.raw_total, input.cart.currency_code),
      provider_id: input.provider_id,
      payment_session_id: input.payment_session_id,
      is_authorized: payment !== null,
    }))
    return new WorkflowResponse(openOrderStep(opened))
  },
)

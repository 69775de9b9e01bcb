import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { admitOrder, findDelivery, undoAdmission, type Admission } from "../checkout/admit-order"
import type { ShippedLine } from "../checkout/check-served"
import { countedItems, listStockOfCart, unlockStock, type StockedLine } from "../checkout/lock-stock"
import { openOrder, undoOrder } from "../checkout/open-order"
import { roundPayment } from "../checkout/round-payment"
import { releaseHold, putHoldBack, type ReleasedHold } from "../hold/release-hold"

/** The fields of a cart that Medusa passes to the hook. */
type CompletingCart = {
  id: string
  completed_at: string | Date | null
  items: (StockedLine & ShippedLine)[]
  shipping_methods?: ({ shipping_option_id?: string | null } | null)[] | null
}

/**
 * Admits each cart that Medusa completes: carts of the Store API and of staff, and the bot's carts that are
 * not plain. For plain carts {@link completePlainCartWorkflow} does the same. A cart that already has an
 * order is not checked again.
 *
 * The hold is released after the stock is reserved, so that the stock is protected without a gap.
 */
completeCartWorkflow.hooks.validate(
  async (
    { cart }: { cart: CompletingCart },
    { container },
  ): Promise<StepResponse<undefined, Admission | undefined>> => {
    if (cart.completed_at) {
      return new StepResponse(undefined, undefined)
    }
    const admission = await admitOrder(container, {
      cart_id: cart.id,
      item_ids: countedItems(cart.items),
      delivery: await findDelivery(container, cart.id),
      shipping_option_ids: (cart.shipping_methods ?? []).map((method) => method?.shipping_option_id),
      lines: cart.items,
    })
    return new StepResponse(undefined, admission)
  },
  async (admission, { container }) => {
    if (admission) {
      await undoAdmission(container, admission)
    }
  },
)

type Hook<Input, Undo> = (
  handler: (
    input: Input,
    context: { container: MedusaContainer },
  ) => Promise<StepResponse<undefined, Undo> | undefined>,
  undo?: (undo: Undo | undefined, context: { container: MedusaContainer }) => Promise<void>,
) => void

// Medusa's workflow has these hooks, but its type lacks them.
const { beforePaymentAuthorization, orderCreated } = completeCartWorkflow.hooks as unknown as {
  beforePaymentAuthorization: Hook<{ input: { id: string } }, ReleasedHold>
  orderCreated: Hook<{ order_id: string; cart_id: string }, string>
}

/**
 * Releases the hold and the stock's lock after the order has reserved the stock, so that other orders do not
 * wait for the payment provider. Compensation restores the hold before the reservation is deleted.
 */
beforePaymentAuthorization(
  async ({ input }, { container }) => {
    if (await findDelivery(container, input.id)) {
      await roundPayment(container, input.id)
    }
    const released = await releaseHold(container, input.id)
    await unlockStock(container, input.id, await listStockOfCart(container, input.id))
    return new StepResponse(undefined, released)
  },
  async (released, { container }) => {
    if (released) {
      await putHoldBack(container, released)
    }
  },
)

orderCreated(
  async ({ order_id, cart_id }, { container }) => {
    await openOrder(container, { order_id, cart_id })
    return new StepResponse(undefined, order_id)
  },
  async (orderId, { container }) => {
    if (orderId) {
      await undoOrder(container, orderId)
    }
  },
)

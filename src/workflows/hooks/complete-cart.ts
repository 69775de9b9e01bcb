import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { admitOrder, findDelivery, undoAdmission, type Admission } from "../checkout/admit-order"
import { countedItems, listStockOfCart, unlockStock, type StockedLine } from "../checkout/lock-stock"
import { openOrder, undoOrder } from "../checkout/open-order"
import { releaseHold, putHoldBack, type ReleasedHold } from "../hold/release-hold"

/** What is read of a cart that core is about to complete. */
type CompletingCart = {
  id: string
  completed_at: string | Date | null
  items: StockedLine[]
  shipping_methods?: ({ shipping_option_id?: string | null } | null)[] | null
}

/**
 * Every cart that core completes goes through here, whichever way it came: the Store API, staff, the bot for what is
 * not plain ({@link completePlainCartWorkflow} does the same for what is). An order that exists is never judged
 * again.
 *
 * The hold is let go only once the stock is reserved, so that nobody slips in between.
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

// Core declares these hooks too, but leaves them out of the workflow's type.
const { beforePaymentAuthorization, orderCreated } = completeCartWorkflow.hooks as unknown as {
  beforePaymentAuthorization: Hook<{ input: { id: string } }, ReleasedHold>
  orderCreated: Hook<{ order_id: string; cart_id: string }, string>
}

/**
 * The stock is reserved: it need not be held as well, and others need not wait for a payment provider to answer.
 * When the order does not come to be after all, the hold is back before the reservation goes.
 */
beforePaymentAuthorization(
  async ({ input }, { container }) => {
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

import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { bookSlot, checkDelivery, checkOrderStock, type CompletingCart } from "../checkout/admit-order"
import { linkDelivery, openAssignment, undoOrder } from "../checkout/open-order"
import { countedItems } from "../cart/rules/stock-demand"
import { openPayment } from "../payment/open-payment"
import { listStockOfCart, lockStock, unlockStock } from "../checkout/lock-stock"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"

/** What is to be undone when the order does not come to be after all. */
type Admission = { cart_id: string; item_ids: string[]; delivery_id?: string }

/**
 * Every cart that becomes an order goes through here, whichever way it came: the bot, the Store API, staff.
 * An order that exists is never judged again.
 *
 * The stock stays locked until the order has reserved it: Medusa looks at each line alone, so that two orders
 * of several lines could otherwise reserve more than there is.
 */
completeCartWorkflow.hooks.validate(
  async (
    { cart }: { cart: CompletingCart },
    { container },
  ): Promise<StepResponse<undefined, Admission | undefined>> => {
    if (cart.completed_at) {
      return new StepResponse(undefined, undefined)
    }
    const delivery = await checkDelivery(container, cart)
    const admission: Admission = { cart_id: cart.id, item_ids: countedItems(cart.items) }
    await lockStock(container, cart.id, admission.item_ids)
    try {
      await checkOrderStock(container, cart)
      const booked = await bookSlot(container, delivery.id)
      return new StepResponse(undefined, booked ? { ...admission, delivery_id: delivery.id } : admission)
    } catch (error) {
      // A step that failed itself is not undone by the engine.
      await unlockStock(container, cart.id, admission.item_ids)
      throw error
    }
  },
  async (admission, { container }) => {
    if (!admission) {
      return
    }
    await unlockStock(container, admission.cart_id, admission.item_ids)
    if (admission.delivery_id) {
      const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
      await service.release({ delivery_id: admission.delivery_id })
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
  beforePaymentAuthorization: Hook<{ input: { id: string } }, undefined>
  orderCreated: Hook<{ order_id: string; cart_id: string }, string>
}

/** The stock is reserved: others need not wait for a payment provider to answer. */
beforePaymentAuthorization(async ({ input }, { container }) => {
  await unlockStock(container, input.id, await listStockOfCart(container, input.id))
  return undefined
})

orderCreated(
  async ({ order_id, cart_id }, { container }) => {
    try {
      const method = await linkDelivery(container, cart_id, order_id)
      await openAssignment(container, order_id, method)
      await openPayment(container, order_id)
    } catch (error) {
      await undoOrder(container, order_id)
      throw error
    }
    return new StepResponse(undefined, order_id)
  },
  async (orderId, { container }) => {
    if (orderId) {
      await undoOrder(container, orderId)
    }
  },
)

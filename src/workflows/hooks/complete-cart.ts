import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { bookSlot, checkDelivery, type CompletingCart } from "../checkout/admit-order"
import { linkDelivery, openAssignment, undoOrder } from "../checkout/open-order"
import { countedItems, listStockOfCart, lockStock, unlockStock } from "../checkout/lock-stock"
import { letHoldGo, putHoldBack, type LetGo } from "../hold/let-go"
import { fitHold, holdForOrder } from "../hold/take-hold"
import { referToOrder } from "../payment/refer-to-order"

/** What is to be undone when the order does not come to be after all. */
type Admission = { cart_id: string; item_ids: string[]; delivery_id?: string }

/**
 * Every cart that becomes an order goes through here, whichever way it came: the bot, the Store API, staff.
 * An order that exists is never judged again.
 *
 * The stock is held for the cart and stays locked until the order has reserved it: Medusa looks at each line
 * alone, so that two orders of several lines could otherwise reserve more than there is. The hold is let go only
 * once the stock is reserved, so that nobody slips in between.
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
      await holdForOrder(container, cart.id)
      const booked = await bookSlot(container, delivery.id)
      return new StepResponse(undefined, booked ? { ...admission, delivery_id: delivery.id } : admission)
    } catch (error) {
      // A step that failed itself is not undone by the engine.
      await unlockStock(container, cart.id, admission.item_ids)
      await fitHold(container, cart.id)
      throw error
    }
  },
  async (admission, { container }) => {
    if (!admission) {
      return
    }
    await unlockStock(container, admission.cart_id, admission.item_ids)
    await fitHold(container, admission.cart_id)
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
  beforePaymentAuthorization: Hook<{ input: { id: string } }, LetGo>
  orderCreated: Hook<{ order_id: string; cart_id: string }, string>
}

/**
 * The stock is reserved: it need not be held as well, and others need not wait for a payment provider to answer.
 * When the order does not come to be after all, the hold is back before the reservation goes.
 */
beforePaymentAuthorization(
  async ({ input }, { container }) => {
    const letGo = await letHoldGo(container, input.id)
    await unlockStock(container, input.id, await listStockOfCart(container, input.id))
    return new StepResponse(undefined, letGo)
  },
  async (letGo, { container }) => {
    if (letGo) {
      await putHoldBack(container, letGo)
    }
  },
)

orderCreated(
  async ({ order_id, cart_id }, { container }) => {
    try {
      const method = await linkDelivery(container, cart_id, order_id)
      if (await openAssignment(container, order_id, method)) {
        await referToOrder(container, order_id)
      }
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

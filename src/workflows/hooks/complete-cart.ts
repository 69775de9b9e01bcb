import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { bookSlot, checkDelivery, checkOrderStock, type CompletingCart } from "../checkout/admit-order"
import { linkDelivery, openAssignment, undoOrder } from "../checkout/open-order"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"

/**
 * Every cart that becomes an order goes through here, whichever way it came: the bot, the Store API, staff.
 * An order that exists is never judged again.
 */
completeCartWorkflow.hooks.validate(
  async (
    { cart }: { cart: CompletingCart },
    { container },
  ): Promise<StepResponse<undefined, string | undefined>> => {
    if (cart.completed_at) {
      return new StepResponse(undefined, undefined)
    }
    checkOrderStock(cart)
    const delivery = await checkDelivery(container, cart)
    const booked = await bookSlot(container, delivery.id)
    return new StepResponse(undefined, booked ? delivery.id : undefined)
  },
  async (deliveryId, { container }) => {
    if (deliveryId) {
      const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
      await service.release({ delivery_id: deliveryId })
    }
  },
)

type OrderCreatedHook = (
  handler: (
    input: { order_id: string; cart_id: string },
    context: { container: MedusaContainer },
  ) => Promise<StepResponse<undefined, string>>,
  undo: (orderId: string | undefined, context: { container: MedusaContainer }) => Promise<void>,
) => void

// Core declares this hook and documents it, but leaves it out of the workflow's type.
const { orderCreated } = completeCartWorkflow.hooks as unknown as { orderCreated: OrderCreatedHook }

orderCreated(
  async ({ order_id, cart_id }, { container }) => {
    try {
      const method = await linkDelivery(container, cart_id, order_id)
      await openAssignment(container, order_id, method)
    } catch (error) {
      // A step that failed itself is not undone by the engine.
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

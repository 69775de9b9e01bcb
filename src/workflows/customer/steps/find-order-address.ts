import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import type { SaveAddressInput } from "../save-address"

/**
 * Where an order goes, and whose it is; null for pick-up, for guests, for a bare point on the map, and when it was
 * kept already.
 */
export const findOrderAddressStep = createStep(
  "find-order-address",
  async (input: { order_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
    const { data } = await query.graph({
      entity: "order",
      fields: ["customer_id", "customer.has_account"],
      filters: { id: input.order_id },
    })
    const [found]: unknown[] = data
    const order = found as
      { customer_id: string | null; customer?: { has_account?: boolean } | null } | undefined
    const [delivery] = await service.listDeliveries({ order_id: input.order_id }, { take: 1 })
    if (
      !order?.customer_id ||
      !order.customer?.has_account ||
      delivery?.method !== "delivery" ||
      !delivery.address ||
      delivery.remembered_at
    ) {
      return new StepResponse<SaveAddressInput | null>(null)
    }
    const { address, latitude, longitude, shipping_option_id } = delivery
    return new StepResponse<SaveAddressInput | null>({
      customer_id: order.customer_id,
      address,
      latitude,
      longitude,
      shipping_option_id,
    })
  },
)

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import { copiedChanges } from "../rules/copied-changes"
import { zoneOf, type ListedShippingOption } from "../rules/zones"
import type { DeliveryChanges } from "../types"

/** Copies the delivery of an old order for a new cart; empty if the order has no delivery. */
export const copyDeliveryStep = createStep(
  "copy-delivery",
  async (input: { order_id: string; options: ListedShippingOption[] }, { container }) => {
    const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
    const [old] = await service.listDeliveries({ order_id: input.order_id }, { take: 1 })
    const changes: DeliveryChanges = old ? copiedChanges(old, input.options.map(zoneOf)) : {}
    return new StepResponse(changes)
  },
)

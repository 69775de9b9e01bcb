import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { deliveryOf } from "../of-order"
import { copiedChanges } from "../rules/copied-changes"
import { zoneOf, type ListedShippingOption } from "../rules/zones"
import type { DeliveryChanges } from "../types"

/** Copies the delivery of an old order for a new cart; empty if the order has no delivery. */
export const copyDeliveryStep = createStep(
  "copy-delivery",
  async (input: { order_id: string; options: ListedShippingOption[] }, { container }) => {
    const old = await deliveryOf(container, input.order_id)
    const changes: DeliveryChanges = old ? copiedChanges(old, input.options.map(zoneOf)) : {}
    return new StepResponse(changes)
  },
)

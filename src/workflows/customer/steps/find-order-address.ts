import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ask, type Prepared } from "../../../lib/prepared"
import { customerOf } from "../../../medusa-sql/conditions"
import { addressToRemember } from "../../../modules/delivery/statements"
import type { SaveAddressInput } from "../save-address"

const ADDRESS: Prepared = {
  name: "address-of-order",
  text: addressToRemember(customerOf("delivery.order_id")),
}

/**
 * Finds the address of an order and its customer. Returns null for pick-up, for guests, for a bare point on the map,
 * and when the address was saved already.
 */
export const findOrderAddressStep = createStep(
  "find-order-address",
  async (input: { order_id: string }, { container }) => {
    const [found] = await ask<SaveAddressInput>(container, ADDRESS, [input.order_id])
    return new StepResponse<SaveAddressInput | null>(found?.customer_id ? found : null)
  },
)

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
 * Reads the address and the customer of an order. Null for pick-up orders, guests, orders with only a map
 * location, and addresses that were already saved.
 */
export const findOrderAddressStep = createStep(
  "find-order-address",
  async (input: { order_id: string }, { container }) => {
    const [found] = await ask<SaveAddressInput>(container, ADDRESS, [input.order_id])
    return new StepResponse<SaveAddressInput | null>(found?.customer_id ? found : null)
  },
)

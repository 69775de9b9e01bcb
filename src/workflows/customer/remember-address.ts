import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { saveAddressWorkflow } from "./save-address"
import { findOrderAddressStep } from "./steps/find-order-address"
import { markRememberedStep } from "./steps/mark-remembered"

/**
 * Saves the address of an order for the customer's next order, and the recipient of an order for someone else. Pick-up orders
 * and guests have no address to save.
 */
export const rememberAddressWorkflow = createWorkflow("remember-address", (input: { order_id: string }) => {
  const found = findOrderAddressStep({ order_id: input.order_id })
  when("the-order-goes-to-an-address", { found }, ({ found }) => found !== null).then(() => {
    const address = transform({ found }, ({ found }) => ({
      customer_id: found?.customer_id ?? "",
      address: found?.address ?? null,
      latitude: found?.latitude,
      longitude: found?.longitude,
      shipping_option_id: found?.shipping_option_id,
      recipient: found?.recipient,
    }))
    saveAddressWorkflow.runAsStep({ input: address })
  })
  markRememberedStep(input)
  return new WorkflowResponse(transform({ found }, ({ found }) => ({ remembered: found !== null })))
})

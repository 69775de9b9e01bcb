import { createCustomerAddressesStep, deleteCustomerAddressesStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { planAddressStep } from "./steps/plan-address"

export type SaveAddressInput = {
  customer_id: string
  address: string
  /** Degrees; both or none. */
  latitude?: number | null
  longitude?: number | null
  /** The delivery zone that it was in. */
  shipping_option_id?: string | null
}

/**
 * Keeps an address for a customer's next order. The same address again replaces the older one; of more than
 * ten the oldest go.
 *
 * Medusa's own workflows for addresses would be twice the statements: besides these steps they only see to addresses
 * that are somebody's default, and none of these is.
 */
export const saveAddressWorkflow = createWorkflow("save-address", (input: SaveAddressInput) => {
  const plan = planAddressStep(input)
  const created = createCustomerAddressesStep(transform({ plan }, ({ plan }) => [plan.address]))
  when("some-addresses-are-too-many", { plan }, ({ plan }) => plan.replaced.length > 0).then(() => {
    deleteCustomerAddressesStep(plan.replaced)
  })
  return new WorkflowResponse(transform({ created }, ({ created }) => ({ address_id: created[0].id })))
})

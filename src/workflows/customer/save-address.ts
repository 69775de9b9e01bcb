import { createCustomerAddressesStep, deleteCustomerAddressesStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { planAddressStep } from "./steps/plan-address"

export type SaveAddressInput = {
  customer_id: string
  /** Null for a recipient whose address is not known. */
  address: string | null
  /** Degrees. Set both or neither. */
  latitude?: number | null
  longitude?: number | null
  /** The delivery zone of the address. */
  shipping_option_id?: string | null
  /** The person who gets the order, if it is not the customer. */
  recipient?: { name: string; phone: string } | null
}

/**
 * Saves an address for the customer's next orders. It replaces an equal address, or the same recipient; a customer keeps the
 * ten newest of each.
 *
 * Medusa's own address workflows need twice as many statements. Their additional work concerns default
 * addresses, and the saved addresses are never defaults.
 */
export const saveAddressWorkflow = createWorkflow("save-address", (input: SaveAddressInput) => {
  const plan = planAddressStep(input)
  const created = createCustomerAddressesStep(transform({ plan }, ({ plan }) => [plan.address]))
  when("some-addresses-are-too-many", { plan }, ({ plan }) => plan.replaced.length > 0).then(() => {
    deleteCustomerAddressesStep(plan.replaced)
  })
  return new WorkflowResponse(transform({ created }, ({ created }) => ({ address_id: created[0].id })))
})

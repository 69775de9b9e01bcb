import {
  acquireLockStep,
  deleteCustomersWorkflow,
  releaseLockStep,
  updateCustomersWorkflow,
} from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { moveCustomerStep } from "./steps/move-customer"
import { planMergeStep } from "./steps/plan-merge"
import { registerCustomerStep } from "./steps/register-customer"

export type MergeCustomersInput = {
  /** The customer that is deleted after its records moved. */
  from: string
  /** The customer that remains. */
  into: string
}

/**
 * Merges two customers: orders, carts, addresses, groups, saved cards and the Telegram account of `from` move to `into`,
 * names, phone and e-mail fill the empty fields of `into`, and `from` is deleted.
 *
 * @returns the id of `into`, and the payment providers whose saved cards did not move because `into` has an account there
 * @throws not_found, same_customer, customer_can_log_in, email_taken
 */
export const mergeCustomersWorkflow = createWorkflow("merge-customers", (input: MergeCustomersInput) => {
  // Two merges at once could delete both customers: A into B, and B into A.
  const key = "merge-customers"
  acquireLockStep({ key, timeout: 15, retryInterval: 0.1, ttl: 60 })
  const filled = planMergeStep(input)
  const { providers_left } = moveCustomerStep(input)
  deleteCustomersWorkflow.runAsStep({ input: transform({ input }, ({ input }) => ({ ids: [input.from] })) })
  registerCustomerStep({ id: input.into })
  when("some-fields-are-filled", { filled }, ({ filled }) => Object.keys(filled).length > 0).then(() => {
    const change = transform({ input, filled }, ({ input, filled }) => ({
      selector: { id: input.into },
      update: filled,
    }))
    updateCustomersWorkflow.runAsStep({ input: change })
  })
  releaseLockStep({ key })
  return new WorkflowResponse({ id: input.into, providers_left })
})

import { deleteCustomersWorkflow } from "@medusajs/medusa/core-flows"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { forgetCustomers, undoForgetting } from "../customer/forget-customers"

/** A deleted customer who writes to the bot again is a new shopper. */
deleteCustomersWorkflow.hooks.customersDeleted(
  async ({ ids }, { container }) => {
    const forgotten = await forgetCustomers(container, ids)
    return new StepResponse(undefined, forgotten)
  },
  async (forgotten, { container }) => {
    if (forgotten) {
      await undoForgetting(container, forgotten)
    }
  },
)

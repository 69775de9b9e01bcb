import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"

/**
 * Extension point of the host application: runs before an order is offered to the florists for the first time, when
 * it is placed or when it is paid. See docs/plugin.md.
 */
export const beforeOfferWorkflow = createWorkflow(
  "before-offer",
  (input: WorkflowData<{ order_id: string }>) => {
    const validate = createHook("validate", { order_id: input.order_id })
    return new WorkflowResponse(input, { hooks: [validate] })
  },
)

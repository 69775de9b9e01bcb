import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { Failure } from "../../modules/workshop/order-transitions"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

export type FailDeliveryInput = AssignmentInput & {
  /** The reason, when the courier chose one of the buttons. */
  failure?: Failure
}

/**
 * Records that the courier did not reach the recipient: the order becomes ready for another attempt. Medusa
 * has no such state, so its fulfillment stays shipped.
 */
export const failDeliveryWorkflow = createWorkflow(
  "fail-delivery",
  (input: WorkflowData<FailDeliveryInput>) => {
    const checked = beginAction("fail_delivery", input)
    const moved = moveAssignmentStep(
      transform({ checked, input }, ({ checked, input: { failure } }) => ({
        ...checked,
        metadata: failure ? { failure } : null,
      })),
    )
    return new WorkflowResponse(endAction(input, moved))
  },
)

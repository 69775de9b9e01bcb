import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { countDeclinesStep } from "./steps/count-declines"
import { moveAssignmentStep } from "./steps/move-assignment"

/**
 * Records that a florist declines the order. The order stays offered to the other florists. The transition's
 * metadata field `all_declined` says whether all active florists have now declined.
 */
export const declineOrderWorkflow = createWorkflow(
  "decline-order",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("decline", input)
    const metadata = countDeclinesStep(checked)
    const moved = moveAssignmentStep(
      transform({ checked, metadata }, ({ checked, metadata }) => ({ ...checked, metadata })),
    )
    return new WorkflowResponse(endAction(input, moved))
  },
)

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
 * A florist cannot take the order. It stays offered to the others; the transition's metadata tells whether all
 * active florists have declined it by now (`all_declined`).
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

import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

export type MarkOrderReadyInput = AssignmentInput & {
  /** Telegram `file_id` of a photo of the finished bouquet. */
  photo_file_id?: string | null
}

/** Records that the florist has finished the order. */
export const markOrderReadyWorkflow = createWorkflow(
  "mark-order-ready",
  (input: WorkflowData<MarkOrderReadyInput>) => {
    const checked = beginAction("mark_ready", input)
    const moved = moveAssignmentStep(
      transform({ checked, input }, ({ checked, input }) => ({
        ...checked,
        photo_file_id: input.photo_file_id ?? null,
      })),
    )
    return new WorkflowResponse(endAction(input, moved))
  },
)

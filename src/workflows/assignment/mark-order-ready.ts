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
  /** Telegram's file of a photo of the finished work. */
  photo_file_id?: string | null
}

/**
 * The florist has finished.
 */
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

import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"
import { planPhotoStep } from "./steps/plan-photo"

export type MarkOrderReadyInput = AssignmentInput & {
  /** Telegram `file_id` of a photo of the finished bouquet. */
  photo_file_id?: string | null
}

/** Records that the florist has finished the order. The couriers may wait for the buyer's answer to the photo. */
export const markOrderReadyWorkflow = createWorkflow(
  "mark-order-ready",
  (input: WorkflowData<MarkOrderReadyInput>) => {
    const checked = beginAction("mark_ready", input)
    const photo = transform({ checked, input }, ({ checked, input }) => ({
      assignment: checked.assignment,
      photo_file_id: input.photo_file_id ?? null,
    }))
    const wait = planPhotoStep(photo)
    const moved = moveAssignmentStep(
      transform({ checked, photo, wait }, ({ checked, photo, wait }) => ({
        ...checked,
        patch: { photo_file_id: photo.photo_file_id, ...wait },
      })),
    )
    return new WorkflowResponse(endAction(input, moved))
  },
)

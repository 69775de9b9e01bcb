import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { listSlotsStep, type ListDeliverySlotsInput } from "./steps/list-slots"

/**
 * The delivery slots of some days: each open window of each day, with the places left, and why it cannot be
 * had if it cannot.
 *
 * @throws invalid_slot when the days asked for are none
 */
export const listDeliverySlotsWorkflow = createWorkflow(
  "list-delivery-slots",
  (input: ListDeliverySlotsInput) => new WorkflowResponse({ slots: listSlotsStep(input) }),
)

import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { listSlotsStep, type ListDeliverySlotsInput } from "./steps/list-slots"

/** A workflow for {@link listDeliverySlots}. */
export const listDeliverySlotsWorkflow = createWorkflow(
  "list-delivery-slots",
  (input: ListDeliverySlotsInput) => new WorkflowResponse({ slots: listSlotsStep(input) }),
)

import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { noteRefundStep, type NoteRefundInput } from "./steps/note-refund"
import { emitMoved } from "./emit-moved"

/**
 * A gateway gave a part of the money back: Medusa's payment is refunded as much. It waits while the payment is
 * being settled, which would not see it.
 */
export const noteGatewayRefundWorkflow = createWorkflow(
  "note-gateway-refund",
  (input: WorkflowData<NoteRefundInput>) => {
    const noted = noteRefundStep(input)
    emitMoved(noted)
    return new WorkflowResponse(noted)
  },
)

import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { noteRefundStep, type NoteRefundInput } from "./steps/note-refund"
import { emitMoved } from "./emit-moved"

/**
 * Records a partial refund that the gateway made; an event then refunds Medusa's payment. Waits for the
 * payments lock, so that a concurrent settlement does not miss the refund.
 */
export const noteGatewayRefundWorkflow = createWorkflow(
  "note-gateway-refund",
  (input: WorkflowData<NoteRefundInput>) => {
    const noted = noteRefundStep(input)
    emitMoved(noted)
    return new WorkflowResponse(noted)
  },
)

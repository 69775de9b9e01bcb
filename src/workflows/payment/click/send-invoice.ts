import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { sendClickInvoiceStep, type SendInvoiceInput } from "./steps/send-invoice"

/**
 * Sends the bill of an order that waits for its payment by Click into somebody's Click app.
 *
 * @returns Click's number of the bill
 * @throws not_found, provider_unavailable, too_late, payment_in_progress, invoice_refused, gateway_silent, and
 *   invalid_phone
 */
export const sendClickInvoiceWorkflow = createWorkflow(
  "send-click-invoice",
  (input: WorkflowData<SendInvoiceInput>) => new WorkflowResponse(sendClickInvoiceStep(input)),
)

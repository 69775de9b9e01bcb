import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { sendClickInvoiceStep, type SendInvoiceInput } from "./steps/send-invoice"

/**
 * Sends a Click invoice for an order that awaits payment by Click.
 *
 * @returns Click's invoice id
 * @throws not_found, provider_unavailable, too_late, payment_in_progress, invoice_refused, gateway_silent, and
 *   invalid_phone
 */
export const sendClickInvoiceWorkflow = createWorkflow(
  "send-click-invoice",
  (input: WorkflowData<SendInvoiceInput>) => new WorkflowResponse(sendClickInvoiceStep(input)),
)

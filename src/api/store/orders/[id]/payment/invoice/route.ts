import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sendClickInvoice } from "../../../../../../workflows/payment/click/send-invoice"
import type { SendInvoice } from "./validators"

/** POST /store/orders/:id/payment/invoice: sends a Click invoice to a phone number's Click app. */
export async function POST(req: MedusaRequest<SendInvoice>, res: MedusaResponse): Promise<void> {
  const { phone } = req.validatedBody
  const result = await sendClickInvoice(req.scope, { order_id: req.params.id, phone })
  res.status(200).json({ invoice_id: result })
}

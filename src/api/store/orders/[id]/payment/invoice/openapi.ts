import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../../route-description"
import { SendInvoice } from "./validators"

export const orderInvoiceRoutes: RouteDescriptions = {
  "POST /store/orders/:id/payment/invoice": {
    summary: "Sends a Click invoice for an order that awaits payment by Click to a phone number's Click app.",
    body: SendInvoice,
    answer: z.strictObject({ invoice_id: z.string().describe("Click's invoice id") }),
    errors: [
      "not_found",
      "invalid_phone",
      "provider_unavailable",
      "too_late",
      "payment_in_progress",
      "too_many_bills",
      "invoice_refused",
      "gateway_silent",
    ],
  },
}

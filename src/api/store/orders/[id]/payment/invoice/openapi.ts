import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../../route-description"
import { SendInvoice } from "./validators"

export const orderInvoiceRoutes: RouteDescriptions = {
  "POST /store/orders/:id/payment/invoice": {
    summary: "Sends the bill of an order that waits for its payment by Click into somebody's Click app.",
    body: SendInvoice,
    answer: z.strictObject({ invoice_id: z.string().describe("Click's number of the bill") }),
    errors: [
      "not_found",
      "invalid_phone",
      "provider_unavailable",
      "too_late",
      "payment_in_progress",
      "invoice_refused",
      "gateway_silent",
    ],
  },
}

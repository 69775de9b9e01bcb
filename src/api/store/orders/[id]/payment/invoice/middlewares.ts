import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { limitBills } from "../../../../../rate-limits"
import { SendInvoice } from "./validators"

export const storeOrderInvoiceMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/store/orders/:id/payment/invoice",
    middlewares: [validateAndTransformBody(SendInvoice), limitBills()],
  },
]

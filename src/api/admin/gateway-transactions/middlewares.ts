import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { ResolvePayment, TakeResolutionStep } from "./validators"

export const adminGatewayTransactionsMiddlewares: MiddlewareRoute[] = [
  // The route reads the raw body: it is CSV, possibly in windows-1251 or UTF-16.
  { matcher: "/admin/gateway-transactions/compare", methods: ["POST"], bodyParser: false },
  {
    matcher: "/admin/gateway-transactions/:id/settle",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(TakeResolutionStep)],
  },
  {
    matcher: "/admin/gateway-transactions/:id/refund",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(TakeResolutionStep)],
  },
  {
    matcher: "/admin/gateway-transactions/:id/resolve",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(ResolvePayment)],
  },
  {
    matcher: "/admin/gateway-transactions/unmatched-payments/:id/resolve",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(ResolvePayment)],
  },
]

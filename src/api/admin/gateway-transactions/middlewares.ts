import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { onlyMoneyRoles } from "../../money-roles"
import { MendPayment, TakeMendingStep } from "./validators"

export const adminGatewayTransactionsMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/gateway-transactions", middlewares: [onlyMoneyRoles] },
  // The file is read as it came: it is no JSON, and in whatever alphabet the cabinet writes.
  { matcher: "/admin/gateway-transactions/compare", methods: ["POST"], bodyParser: false },
  {
    matcher: "/admin/gateway-transactions/:id/settle",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(TakeMendingStep)],
  },
  {
    matcher: "/admin/gateway-transactions/:id/refund",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(TakeMendingStep)],
  },
  {
    matcher: "/admin/gateway-transactions/:id/mend",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(MendPayment)],
  },
  {
    matcher: "/admin/gateway-transactions/lone-payments/:id/mend",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(MendPayment)],
  },
]

import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { MergeCustomer } from "./validators"

export const adminCustomerMergeMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/customers/:id/merge",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(MergeCustomer)],
  },
]

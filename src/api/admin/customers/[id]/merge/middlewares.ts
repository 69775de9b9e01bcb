import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { onlyRoles } from "../../../../only-roles"
import { MergeCustomer } from "./validators"

export const adminCustomerMergeMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/customers/:id/merge",
    methods: ["POST"],
    middlewares: [onlyRoles("owner", "manager"), validateAndTransformBody(MergeCustomer)],
  },
]

import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { DESK_ROLES, onlyRoles } from "../../../../roles"
import { MergeCustomer } from "./validators"

export const adminCustomerMergeMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/customers/:id/merge",
    methods: ["POST"],
    middlewares: [onlyRoles(DESK_ROLES), validateAndTransformBody(MergeCustomer)],
  },
]

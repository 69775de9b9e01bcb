import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { CreateInvite, HireStaffMember } from "./validators"

export const adminStaffMiddlewares: MiddlewareRoute[] = [
  { method: ["POST"], matcher: "/admin/staff", middlewares: [validateAndTransformBody(HireStaffMember)] },
  {
    method: ["POST"],
    matcher: "/admin/staff/invites",
    middlewares: [validateAndTransformBody(CreateInvite)],
  },
]

import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { mayCall } from "../../admin-access"
import { roleOf } from "../../roles"

/**
 * Limits roles that may not read each notification to the admin's feed, which has the links of exports. Other channels have
 * addresses of customers.
 */
async function onlyFeed(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const role = await roleOf(req)
  if (role && !mayCall(role, "GET", "/admin/notifications/:id")) {
    req.query.channel = "feed"
  }
  next()
}

/** Without a method: these run before Medusa reads the query. */
export const adminNotificationsMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/notifications", middlewares: [onlyFeed] },
]

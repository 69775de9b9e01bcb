import type { MiddlewareRoute } from "@medusajs/framework/http"
import { DESK_ROLES, onlyRoles } from "../../roles"

export const adminTelegramAccountsMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/telegram-accounts", middlewares: [onlyRoles(DESK_ROLES)] },
]

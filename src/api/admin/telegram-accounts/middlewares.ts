import type { MiddlewareRoute } from "@medusajs/framework/http"
import { onlyRoles } from "../../only-roles"

export const adminTelegramAccountsMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/telegram-accounts", middlewares: [onlyRoles("owner", "manager")] },
]

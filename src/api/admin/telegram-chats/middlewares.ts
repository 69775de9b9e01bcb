import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { BindChat } from "./validators"

export const adminTelegramChatsMiddlewares: MiddlewareRoute[] = [
  { method: ["POST"], matcher: "/admin/telegram-chats", middlewares: [validateAndTransformBody(BindChat)] },
]

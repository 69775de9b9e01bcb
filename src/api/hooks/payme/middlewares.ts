import type { MiddlewareRoute } from "@medusajs/framework/http"

/** The body is read as it came: Medusa's own reader would answer broken JSON with HTTP 400. */
export const paymeHookMiddlewares: MiddlewareRoute[] = [
  { matcher: "/hooks/payme", methods: ["POST", "PUT", "PATCH", "DELETE"], bodyParser: false },
]

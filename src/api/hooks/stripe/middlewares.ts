import type { MiddlewareRoute } from "@medusajs/framework/http"

export const stripeHookMiddlewares: MiddlewareRoute[] = [
  // The handler reads the raw body, because Stripe's signature covers it.
  { matcher: "/hooks/stripe", methods: ["POST"], bodyParser: false },
]

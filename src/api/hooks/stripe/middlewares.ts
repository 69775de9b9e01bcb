import type { MiddlewareRoute } from "@medusajs/framework/http"

export const stripeHookMiddlewares: MiddlewareRoute[] = [
  // What Stripe has signed is the body as it came.
  { matcher: "/hooks/stripe", methods: ["POST"], bodyParser: false },
]

import type { MiddlewareRoute } from "@medusajs/framework/http"

export const clickHookMiddlewares: MiddlewareRoute[] = [
  // The handlers read the raw bodies, because the signature covers the unparsed texts.
  { matcher: "/hooks/click/prepare", methods: ["POST"], bodyParser: false },
  { matcher: "/hooks/click/complete", methods: ["POST"], bodyParser: false },
]

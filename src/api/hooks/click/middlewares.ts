import type { MiddlewareRoute } from "@medusajs/framework/http"

export const clickHookMiddlewares: MiddlewareRoute[] = [
  // The bodies are read as they came: the signature is over their texts.
  { matcher: "/hooks/click/prepare", methods: ["POST"], bodyParser: false },
  { matcher: "/hooks/click/complete", methods: ["POST"], bodyParser: false },
]

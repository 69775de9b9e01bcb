import type { MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { ERRORS } from "../../../providers/payment-payme/protocol/errors"

/** Answers requests that are not POST with the protocol's error -32300 and HTTP 200. */
function refuse(_req: MedusaRequest, res: MedusaResponse): void {
  res.status(200).json({ jsonrpc: "2.0", id: null, error: ERRORS.not_post })
}

export const paymeHookMiddlewares: MiddlewareRoute[] = [
  // The handler reads the raw body, because Medusa's body parser answers invalid JSON with HTTP 400.
  { matcher: "/hooks/payme", methods: ["POST"], bodyParser: false },
  {
    matcher: "/hooks/payme",
    methods: ["GET", "PUT", "PATCH", "DELETE"],
    bodyParser: false,
    middlewares: [refuse],
  },
]

import type { MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { ERRORS } from "../../../providers/payment-payme/protocol/errors"

/** The protocol has an answer for those who do not POST, and it too is HTTP 200. */
function refuse(_req: MedusaRequest, res: MedusaResponse): void {
  res.status(200).json({ jsonrpc: "2.0", id: null, error: ERRORS.not_post })
}

export const paymeHookMiddlewares: MiddlewareRoute[] = [
  // The body is read as it came: Medusa's own reader would answer broken JSON with HTTP 400.
  { matcher: "/hooks/payme", methods: ["POST"], bodyParser: false },
  {
    matcher: "/hooks/payme",
    methods: ["GET", "PUT", "PATCH", "DELETE"],
    bodyParser: false,
    middlewares: [refuse],
  },
]

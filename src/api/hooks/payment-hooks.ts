import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { optionsOf } from "../../workflows/settings"

/**
 * Closes Medusa's payment webhooks of providers that do not check a signature: Medusa queues an event for each call, for
 * any provider name.
 *
 * @throws hook_closed
 */
function closeUnknown(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const open = optionsOf(req.scope).paymentHooks
  if (open && !open.includes(req.params.provider)) {
    throw shopError("hook_closed", "This payment provider has no webhook here.", MedusaError.Types.NOT_FOUND)
  }
  next()
}

export const paymentHookMiddlewares: MiddlewareRoute[] = [
  { matcher: "/hooks/payment/:provider", middlewares: [closeUnknown] },
]

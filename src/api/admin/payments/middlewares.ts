import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { shopError } from "../../../lib/errors"
import { askCabinetRefund } from "../../../workflows/payment/resolution/ask-cabinet-refund"
import { isOurPayment } from "../../../workflows/shop-scope"
import { checkMoneyRole } from "../../roles"

/** Reads only the amount. Medusa's own validator checks the whole body after this middleware. */
const Refund = z.object({ amount: z.number().nullish() }).catch({})

/**
 * Intercepts Medusa's refund of a payment whose gateway refunds only in its cabinet: marks the refund as due
 * and answers `refund_in_cabinet` instead of the provider's error.
 *
 * @throws refund_in_cabinet, refund_whole_only
 */
async function shownAsDue(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const gateway = await askCabinetRefund(req.scope, {
    payment_id: req.params.id,
    amount: Refund.parse(req.body).amount,
    user_id: req.auth_context.actor_id,
  })
  if (gateway) {
    throw shopError(
      "refund_in_cabinet",
      `${gateway} refunds payments only in its cabinet. The payment is marked as due in Payments: refund it in the cabinet, and the shop records it automatically.`,
    )
  }
  next()
}

/** Requires a money role for payments of the shop's orders. Users of a host store may refund payments of other orders. */
async function onlyMoneyRolesForOurs(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  if (await isOurPayment(req.scope, req.params.id)) {
    await checkMoneyRole(req, "Only the owner, a manager or an accountant may refund payments of the shop.")
  }
  next()
}

/** Middlewares of Medusa's own refund route. */
export const adminPaymentsMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/payments/:id/refund",
    methods: ["POST"],
    middlewares: [onlyMoneyRolesForOurs, shownAsDue],
  },
]

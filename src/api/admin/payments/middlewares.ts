import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { shopError } from "../../../lib/errors"
import { askCabinetRefundWorkflow } from "../../../workflows/payment/ask-cabinet-refund"
import { onlyMoneyRoles } from "../../money-roles"

/** Core's own validator judges the rest of the body, after this. */
const Refund = z.object({ amount: z.number().nullish() }).catch({})

/**
 * Medusa's own refund of a payment whose gateway gives money back in its cabinet only: it is shown as due there, and
 * whoever asked is told so in place of the provider's refusal.
 */
async function shownAsDue(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { result: gateway } = await askCabinetRefundWorkflow(req.scope).run({
    input: {
      payment_id: req.params.id,
      amount: Refund.parse(req.body).amount,
      user_id: req.auth_context.actor_id,
    },
  })
  if (gateway) {
    throw shopError(
      "refund_in_cabinet",
      `${gateway} gives money back in its cabinet only. It stands in Payments as due: refund it there, and it is noted here by itself.`,
    )
  }
  next()
}

/** Core's route, with who may take it and what becomes of it. */
export const adminPaymentsMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/payments/:id/refund", methods: ["POST"], middlewares: [onlyMoneyRoles, shownAsDue] },
]

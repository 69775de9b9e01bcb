import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { shopError } from "../../../lib/errors"
import { assignmentOf, withAssignmentLock } from "../../../workflows/assignment/of-order"
import { withPaymentsLock } from "../../../workflows/payment/order-payment/with-payments-lock"
import { askCabinetRefund } from "../../../workflows/payment/resolution/ask-cabinet-refund"
import { isOurPayment } from "../../../workflows/shop-scope"
import { checkMoneyRole } from "../../roles"
import { untilAnswered } from "../../while-locked"

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

type Entity = "payment" | "payment_collection" | "order"

/** The order of the request's payment or payment collection, or the order itself. */
async function orderOf(req: AuthenticatedMedusaRequest, entity: Entity): Promise<string | undefined> {
  if (entity === "order") {
    return req.params.id
  }
  const path = entity === "payment" ? "payment_collection.order.id" : "order.id"
  const { data } = await req.scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity, fields: ["id", path], filters: { id: req.params.id } })
  type Row = { order?: { id: string } | null; payment_collection?: { order?: { id: string } | null } | null }
  const [row] = data as unknown as Row[]
  return (row?.order ?? row?.payment_collection?.order)?.id
}

/**
 * Runs Medusa's route while nobody else records money of the order: Medusa adds a capture or a refund to the sums of the order
 * twice when another request captures or refunds the same payment meanwhile.
 */
const aloneWith =
  (entity: Entity) =>
  async (req: AuthenticatedMedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const orderId = await orderOf(req, entity)
    const assignment = orderId && (await assignmentOf(req.scope, orderId))
    if (!assignment) {
      return next()
    }
    await withPaymentsLock(req.scope, orderId, () =>
      withAssignmentLock(req.scope, assignment.id, () => untilAnswered(res, next)),
    )
  }

/** Middlewares of Medusa's own routes that record payments and refunds. */
export const adminPaymentsMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/payments/:id/capture", methods: ["POST"], middlewares: [aloneWith("payment")] },
  {
    matcher: "/admin/payment-collections/:id/mark-as-paid",
    methods: ["POST"],
    middlewares: [aloneWith("payment_collection")],
  },
  // A cancellation refunds the payments.
  { matcher: "/admin/orders/:id/cancel", methods: ["POST"], middlewares: [aloneWith("order")] },
  {
    matcher: "/admin/payments/:id/refund",
    methods: ["POST"],
    middlewares: [onlyMoneyRolesForOurs, shownAsDue, aloneWith("payment")],
  },
]

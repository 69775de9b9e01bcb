import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { hasCapturedMoney } from "../../../../workflows/payment/order-payment/captured-money"
import { isOurOrder } from "../../../../workflows/shop-scope"
import { checkMoneyRole } from "../../../roles"

/** Requires a money role to cancel an order whose money is captured, because the cancellation refunds it. */
async function moneyRoleForPaid(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { id } = req.params
  if ((await isOurOrder(req.scope, id)) && (await hasCapturedMoney(req.scope, id))) {
    await checkMoneyRole(
      req,
      "This order is paid: only the owner, a manager or an accountant may cancel it, because that refunds the money.",
    )
  }
  next()
}

/** Middlewares of Medusa's cancellation of an order, and of the workshop's. */
export const adminCancelMoneyMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/orders/:id/cancel", methods: ["POST"], middlewares: [moneyRoleForPaid] },
  { matcher: "/admin/orders/:id/assignment/cancel", methods: ["POST"], middlewares: [moneyRoleForPaid] },
]

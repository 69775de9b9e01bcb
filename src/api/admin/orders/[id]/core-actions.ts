import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { checkCoreAction, checkFulfillmentAction } from "../../../../workflows/assignment/check-core-action"
import type { CoreAction } from "../../../../workflows/assignment/rules/core-actions"

const refused =
  (action: CoreAction) =>
  async (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    await checkCoreAction(req.scope, { order_id: req.params.id, action })
    next()
  }

async function refusedFulfillment(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  await checkFulfillmentAction(req.scope, req.params.id)
  next()
}

const ORDER = "/admin/orders/:id"
const FULFILLMENT = `${ORDER}/fulfillments/:fulfillment_id`

const route = (matcher: string, action: CoreAction): MiddlewareRoute => ({
  matcher,
  methods: ["POST"],
  middlewares: [refused(action)],
})

/** Refuses what the workshop cannot follow on Medusa's own routes of an order. */
export const adminCoreActionsMiddlewares: MiddlewareRoute[] = [
  route(`${ORDER}/fulfillments`, "fulfill"),
  route(`${FULFILLMENT}/shipments`, "ship"),
  route(`${FULFILLMENT}/mark-as-delivered`, "deliver"),
  route(`${FULFILLMENT}/cancel`, "cancel_fulfillment"),
  route(`${ORDER}/cancel`, "cancel"),
  route(`${ORDER}/complete`, "complete"),
  route(`${ORDER}/archive`, "archive"),
  { matcher: "/admin/fulfillments/:id/cancel", methods: ["POST"], middlewares: [refusedFulfillment] },
  { matcher: "/admin/fulfillments/:id/shipment", methods: ["POST"], middlewares: [refusedFulfillment] },
]

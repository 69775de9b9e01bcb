import type { MedusaRequest, MiddlewareRoute } from "@medusajs/framework/http"
import { checkCoreAction, checkFulfillmentAction } from "../../../../workflows/assignment/check-core-action"
import { assignmentOf } from "../../../../workflows/assignment/of-order"
import type { CoreAction } from "../../../../workflows/assignment/rules/core-actions"
import { checkRequest } from "../../../check-request"
import { whileLocked } from "../../../while-locked"

const check = (action: CoreAction) => (req: MedusaRequest) =>
  checkCoreAction(req.scope, { order_id: req.params.id, action })

const refusedFulfillment = checkRequest((req) => checkFulfillmentAction(req.scope, req.params.id))

const ORDER = "/admin/orders/:id"
const FULFILLMENT = `${ORDER}/fulfillments/:fulfillment_id`

const route = (matcher: string, action: CoreAction): MiddlewareRoute => ({
  matcher,
  methods: ["POST"],
  middlewares: [checkRequest(check(action))],
})

/** A route that changes fulfillments. Otherwise a florist could finish the bouquet whose fulfillment Medusa cancels. */
const lockedRoute = (matcher: string, action: CoreAction): MiddlewareRoute => ({
  matcher,
  methods: ["POST"],
  middlewares: [whileLocked((req) => assignmentOf(req.scope, req.params.id), check(action))],
})

/** Refuses what the workshop cannot follow on Medusa's own routes of an order, also on the one of the Store API. */
export const adminCoreActionsMiddlewares: MiddlewareRoute[] = [
  lockedRoute(`${ORDER}/fulfillments`, "fulfill"),
  lockedRoute(`${FULFILLMENT}/shipments`, "ship"),
  lockedRoute(`${FULFILLMENT}/mark-as-delivered`, "deliver"),
  lockedRoute(`${FULFILLMENT}/cancel`, "cancel_fulfillment"),
  route(`${ORDER}/cancel`, "cancel"),
  route(`${ORDER}/complete`, "complete"),
  route(`${ORDER}/archive`, "archive"),
  route(`${ORDER}/transfer`, "request_transfer"),
  // Any customer with a login may request an order.
  route("/store/orders/:id/transfer/request", "request_transfer"),
  { matcher: "/admin/fulfillments/:id/cancel", methods: ["POST"], middlewares: [refusedFulfillment] },
  { matcher: "/admin/fulfillments/:id/shipment", methods: ["POST"], middlewares: [refusedFulfillment] },
]

import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { cancelClaimWithoutReturn } from "../../../workflows/order-edits/cancel-claim-without-return"
import {
  assignmentOfReplacement,
  beginOrderEdit,
  beginReplacementCancel,
  checkDelivered,
  checkNoOpenChange,
  confirmOrderEdit,
  type Replacement,
} from "../../../workflows/order-edits/check-change"
import { assignmentOf } from "../../../workflows/assignment/of-order"
import { checkEditStock } from "../../../workflows/order-edits/check-edit-stock"
import { receiveReturn } from "../../../workflows/order-edits/receive-return"
import { checkRequest } from "../../check-request"
import { whileLocked } from "../../while-locked"

/** Medusa's own validator checks the whole body after this middleware. */
const Body = z.object({ order_id: z.string() })

/** The order's id in the path or the body. A request without one is left to Medusa's validator. */
const orderIdOf = (req: MedusaRequest): string | undefined =>
  req.params.id ?? Body.safeParse(req.body).data?.order_id

/** Runs a check with the order's id. */
const before = (check: (container: MedusaContainer, orderId: string) => Promise<void>) =>
  checkRequest(async (req) => {
    const orderId = orderIdOf(req)
    if (orderId) {
      await check(req.scope, orderId)
    }
  })

/** Answers in place of Medusa's route, which lets the workshop act while it confirms an edit. */
async function confirmEdit(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { actor_id: confirmed_by } = req.auth_context
  const order_preview = await confirmOrderEdit(req.scope, { order_id: req.params.id, confirmed_by })
  if (order_preview) {
    res.json({ order_preview })
  } else {
    next()
  }
}

/** Answers in place of Medusa's route, which cannot cancel a claim without a return. */
async function cancelClaim(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { actor_id: canceled_by } = req.auth_context
  if (await cancelClaimWithoutReturn(req.scope, { id: req.params.id, canceled_by })) {
    res.status(200).json({})
  } else {
    next()
  }
}

/** Answers in place of Medusa's route, which does not put back all flowers of a return. */
async function receive(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { id } = req.params
  const { actor_id: confirmed_by } = req.auth_context
  if (!(await receiveReturn(req.scope, { return_id: id, confirmed_by }))) {
    return next()
  }
  const { data } = await req.scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "return", fields: ["*", "items.*"], filters: { id } })
  const order_preview = await req.scope.resolve(Modules.ORDER).previewOrderChange(data[0].order_id)
  res.status(200).json({ order_preview, return: data[0] })
}

/**
 * Middlewares of the confirmation and the cancellation of an exchange or a claim. No action of the workshop comes between:
 * it would write off the goods before their reservations follow.
 */
const ofReplacement = (path: string, entity: Replacement["entity"]): MiddlewareRoute[] => {
  const find = (req: MedusaRequest) => assignmentOfReplacement(req.scope, { entity, id: req.params.id })
  return [
    {
      matcher: `${path}/:id/request`,
      methods: ["POST"],
      middlewares: [whileLocked(find, (req, { order_id }) => checkEditStock(req.scope, order_id))],
    },
    {
      matcher: `${path}/:id/cancel`,
      methods: ["POST"],
      middlewares: [whileLocked(find, (req, assignment) => beginReplacementCancel(req.scope, assignment))],
    },
  ]
}

/** Middlewares of Medusa's own routes that change an order. */
export const adminOrderEditsMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/order-edits",
    methods: ["POST"],
    middlewares: [
      whileLocked(
        async (req) => {
          const orderId = orderIdOf(req)
          return orderId === undefined ? undefined : assignmentOf(req.scope, orderId)
        },
        (req, assignment) => beginOrderEdit(req.scope, assignment),
      ),
    ],
  },
  { matcher: "/admin/order-edits/:id/confirm", methods: ["POST"], middlewares: [confirmEdit] },
  { matcher: "/admin/orders/:id/cancel", methods: ["POST"], middlewares: [before(checkNoOpenChange)] },
  { matcher: "/admin/returns", methods: ["POST"], middlewares: [before(checkDelivered)] },
  { matcher: "/admin/returns/:id/receive/confirm", methods: ["POST"], middlewares: [receive] },
  { matcher: "/admin/claims", methods: ["POST"], middlewares: [before(checkDelivered)] },
  { matcher: "/admin/exchanges", methods: ["POST"], middlewares: [before(checkDelivered)] },
  ...ofReplacement("/admin/exchanges", "order_exchange"),
  ...ofReplacement("/admin/claims", "order_claim"),
  { matcher: "/admin/claims/:id/cancel", methods: ["POST"], middlewares: [cancelClaim] },
]

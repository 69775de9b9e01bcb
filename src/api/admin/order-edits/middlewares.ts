import type { MiddlewareRoute } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import {
  beginOrderEdit,
  checkDelivered,
  checkNoOpenChange,
  checkOrderEdit,
  checkReplacementStock,
} from "../../../workflows/order-edits/check-change"
import { checkRequest } from "../../check-request"

/** Reads only the order's id. Medusa's own validator checks the whole body after this middleware. */
const Body = z.object({ order_id: z.string() })

/** Runs a check with the order's id of the path or the body. A request without one is left to Medusa's validator. */
const before = (check: (container: MedusaContainer, orderId: string) => Promise<void>) =>
  checkRequest(async (req) => {
    const orderId = req.params.id ?? Body.safeParse(req.body).data?.order_id
    if (orderId) {
      await check(req.scope, orderId)
    }
  })

const beforeReplacement = (entity: "order_exchange" | "order_claim") =>
  checkRequest((req) => checkReplacementStock(req.scope, { entity, id: req.params.id }))

/** Middlewares of Medusa's own routes that change an order. */
export const adminOrderEditsMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/order-edits", methods: ["POST"], middlewares: [before(beginOrderEdit)] },
  { matcher: "/admin/order-edits/:id/confirm", methods: ["POST"], middlewares: [before(checkOrderEdit)] },
  { matcher: "/admin/orders/:id/cancel", methods: ["POST"], middlewares: [before(checkNoOpenChange)] },
  { matcher: "/admin/returns", methods: ["POST"], middlewares: [before(checkDelivered)] },
  { matcher: "/admin/claims", methods: ["POST"], middlewares: [before(checkDelivered)] },
  { matcher: "/admin/exchanges", methods: ["POST"], middlewares: [before(checkDelivered)] },
  {
    matcher: "/admin/exchanges/:id/request",
    methods: ["POST"],
    middlewares: [beforeReplacement("order_exchange")],
  },
  {
    matcher: "/admin/claims/:id/request",
    methods: ["POST"],
    middlewares: [beforeReplacement("order_claim")],
  },
]

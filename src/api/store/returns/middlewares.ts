import type { MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { refuseStoreReturn } from "../../../workflows/order-edits/check-change"
import { checkRequest } from "../../check-request"

/** Reads only the order's id. Medusa's own validator checks the whole body after this middleware. */
const Body = z.object({ order_id: z.string() })

const refused = checkRequest(async (req) => {
  const body = Body.safeParse(req.body).data
  if (body) {
    await refuseStoreReturn(req.scope, body.order_id)
  }
})

/** Middlewares of Medusa's own route for returns, which needs no login. */
export const storeReturnsMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/returns", methods: ["POST"], middlewares: [refused] },
]

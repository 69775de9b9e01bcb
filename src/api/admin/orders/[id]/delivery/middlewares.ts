import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { checkAddress } from "../../../../../workflows/delivery/check-address"
import { checkRequest } from "../../../../check-request"
import { ChangeOrderDelivery } from "./validators"

const text = z.string().nullish()

/** Reads only the address. Medusa's own validator checks the whole body after this middleware. */
const Update = z
  .object({
    shipping_address: z.object({ first_name: text, last_name: text, phone: text, address_1: text }).nullish(),
  })
  .catch({})

/** Refuses a change of Medusa's shipping address that a courier could not use. */
const checkedAddress = checkRequest(async (req) => {
  const { shipping_address: address } = Update.parse(req.body)
  if (address) {
    await checkAddress(req.scope, { order_id: req.params.id, address })
  }
})

export const adminOrderDeliveryMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/orders/:id", methods: ["POST"], middlewares: [checkedAddress] },
  {
    matcher: "/admin/orders/:id/delivery",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(ChangeOrderDelivery)],
  },
]

import {
  validateAndTransformBody,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { checkAddress } from "../../../../../workflows/delivery/check-address"
import { finishLocked, withAddressLock } from "../../../../../workflows/delivery/finish-delivery-change"
import { deliveryOf } from "../../../../../workflows/delivery/of-order"
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

/**
 * Runs Medusa's route while nobody else writes the shipping address. The route writes all fields, and takes those that the
 * request does not name from the address that it has read before.
 */
async function aloneWithAddress(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const orderId = req.params.id
  if (!Update.parse(req.body).shipping_address || !(await deliveryOf(req.scope, orderId))) {
    return next()
  }
  await withAddressLock(req.scope, orderId, async () => {
    // Ends a change whose process died; otherwise the sweep would write it over this one.
    await finishLocked(req.scope, orderId)
    await new Promise<void>((resolve) => {
      res.once("close", resolve)
      next()
    })
  })
}

export const adminOrderDeliveryMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/orders/:id", methods: ["POST"], middlewares: [checkedAddress, aloneWithAddress] },
  {
    matcher: "/admin/orders/:id/delivery",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(ChangeOrderDelivery)],
  },
]

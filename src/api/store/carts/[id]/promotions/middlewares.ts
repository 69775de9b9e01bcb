import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import {
  keepPromoCodesWorkflow,
  type KeepPromoCodesInput,
} from "../../../../../workflows/cart/keep-promo-codes"
import { isOurCart } from "../../../../../workflows/shop-scope"

/** Reads only the codes. Medusa's own validator refuses another body. */
const Body = z.object({ promo_codes: z.array(z.string()) })

type Change = Omit<KeepPromoCodesInput, "cart_id">

/** Keeps or forgets the codes for the delivery of an open cart of the shop, before Medusa changes its promotions. */
const before =
  (changeOf: (codes: string[]) => Change) =>
  async (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const { data: body } = Body.safeParse(req.body)
    const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "cart",
      fields: ["id", "sales_channel_id", "completed_at"],
      filters: { id: req.params.id },
    })
    const cart = data.at(0)
    if (body && cart && !cart.completed_at && (await isOurCart(req.scope, cart))) {
      await keepPromoCodesWorkflow(req.scope).run({
        input: { cart_id: cart.id, ...changeOf(body.promo_codes) },
      })
    }
    next()
  }

/** Middlewares of Medusa's own routes for the promotions of a cart. */
export const storeCartPromotionsMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/store/carts/:id/promotions",
    methods: ["POST"],
    // Medusa removes all codes when the list is empty.
    middlewares: [before((codes) => (codes.length ? { added: codes } : { removed: "all" }))],
  },
  {
    matcher: "/store/carts/:id/promotions",
    methods: ["DELETE"],
    middlewares: [before((codes) => ({ removed: codes }))],
  },
]

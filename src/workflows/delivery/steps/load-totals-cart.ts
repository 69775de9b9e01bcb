import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** What decides a cart's taxes and promotions, beside its lines. */
export type TotalsCart = {
  id: string
  region?: { automatic_taxes: boolean } | null
  promotions?: ({ code: string | null } | null)[] | null
  payment_collection?: { id: string } | null
  shipping_methods: {
    id: string
    shipping_option?: { shipping_profile_id: string | null } | null
  }[]
}

/** Fields as core's own tax steps read them of a cart whose lines' taxes stay as they are. */
const FIELDS = [
  "id",
  "locale",
  "currency_code",
  "email",
  "region.id",
  "region.automatic_taxes",
  "customer.id",
  "customer.email",
  "customer.metadata",
  "customer.groups.id",
  "shipping_address.*",
  "shipping_methods.id",
  "shipping_methods.shipping_option.shipping_profile_id",
  "promotions.code",
  "payment_collection.id",
]

/** Reads of a cart what a change of its shipping method may change in its totals. */
export const loadTotalsCartStep = createStep(
  "load-totals-cart",
  async (input: { cart_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "cart", fields: FIELDS, filters: { id: input.cart_id } })
    const [found]: unknown[] = data
    return new StepResponse(found as TotalsCart)
  },
)

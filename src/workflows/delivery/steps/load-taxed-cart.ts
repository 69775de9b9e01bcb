import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

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
]

/** Reads of a cart what its taxes may depend on. */
export const loadTaxedCartStep = createStep(
  "load-taxed-cart",
  async (input: { cart_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "cart", fields: FIELDS, filters: { id: input.cart_id } })
    const [found]: unknown[] = data
    return new StepResponse(found as Record<string, unknown>)
  },
)

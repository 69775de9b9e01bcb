import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** The fields that Medusa's tax steps need to compute the taxes of a shipping method. */
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

export const loadTaxedCartStep = createStep(
  "load-taxed-cart",
  async (input: { cart_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "cart", fields: FIELDS, filters: { id: input.cart_id } })
    const [found]: unknown[] = data
    return new StepResponse(found as Record<string, unknown>)
  },
)

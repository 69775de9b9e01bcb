import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** What a cart has beside its lines: where there is any of it, core is to compute the totals anew. */
export type CartToFill = Record<string, unknown> & {
  locale: string | null
  promotions?: ({ id: string } | null)[] | null
  payment_collection?: { id: string } | null
  shipping_methods?: ({ id: string } | null)[] | null
}

/** Fields that prices may depend on, as core reads them in add-to-cart. */
const FIELDS = [
  "id",
  "sales_channel_id",
  "currency_code",
  "region_id",
  "shipping_address.city",
  "shipping_address.country_code",
  "shipping_address.province",
  "shipping_address.postal_code",
  "item_total",
  "total",
  "locale",
  "customer.id",
  "customer.groups.id",
  "email",
  "promotions.id",
  "payment_collection.id",
  "shipping_methods.id",
]

/** Reads a cart that is to get more lines. */
export const loadCartToFillStep = createStep(
  "load-cart-to-fill",
  async ({ cart_id: id }: { cart_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "cart", fields: FIELDS, filters: { id } })
    const [found]: unknown[] = data
    return new StepResponse(found as CartToFill)
  },
)

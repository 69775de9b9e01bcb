import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"
import type { CartKind } from "../../delivery/zone-book"
import { isWhole, mendHalfOrder } from "../mend-half-order"

type TaxLines = ({ id: string } | null)[] | null

/** All that placing an order has to know of a cart, read at once. */
export type CartToPlace = CartKind & {
  customer_id: string | null
  email: string | null
  total: BigNumberInput
  raw_total: BigNumberInput
  item_total: BigNumberInput
  customer?: {
    id: string
    email: string | null
    metadata: Record<string, unknown> | null
    groups?: ({ id: string } | null)[] | null
  } | null
  items: {
    id: string
    variant_id: string | null
    product_id: string | null
    product_type_id: string | null
    quantity: BigNumberInput
    unit_price: BigNumberInput
    is_tax_inclusive: boolean
    is_custom_price: boolean
    is_giftcard: boolean
    tax_lines?: TaxLines
    variant?: { product?: { status?: string | null } | null } | null
  }[]
  shipping_methods: {
    id: string
    shipping_option_id: string | null
    amount: BigNumberInput
    is_tax_inclusive: boolean
    tax_lines?: TaxLines
  }[]
  promotions?: ({ id: string } | null)[] | null
  payment_collection?: {
    id: string
    raw_amount: BigNumberInput
    payment_sessions?: ({ id: string } | null)[] | null
  } | null
  region?: {
    automatic_taxes: boolean
    payment_providers?: ({ id: string; is_enabled: boolean } | null)[] | null
  } | null
  order?: { id: string } | null
}

const FIELDS = [
  "id",
  "customer_id",
  "email",
  "locale",
  "currency_code",
  "region_id",
  "sales_channel_id",
  "total",
  "raw_total",
  "item_total",
  "order.id",
  "customer.id",
  "customer.email",
  "customer.metadata",
  "customer.groups.id",
  "items.*",
  "items.tax_lines.*",
  "items.variant.product.status",
  "shipping_address.*",
  "shipping_methods.*",
  "shipping_methods.tax_lines.*",
  "promotions.id",
  "payment_collection.id",
  "payment_collection.raw_amount",
  "payment_collection.payment_sessions.id",
  "region.*",
  "region.payment_providers.id",
  "region.payment_providers.is_enabled",
]

export type ExaminedCart = { order_id: string | null; cart: CartToPlace }

/**
 * Looks at a cart that is to become an order. An order that the cart already is comes back with it; one that a
 * dead process left by halves is mended first.
 *
 * @throws cart_not_found, cart_empty, provider_unavailable, out_of_stock for what left the catalogue
 */
export const examineCartStep = createStep(
  "examine-cart",
  async (input: { cart_id: string; provider_id: string }, { container }) => {
    let cart = await readCart(container, input.cart_id)
    if (cart.order && !(await isWhole(container, cart.order.id))) {
      // Its process died over it; the cart's lock is ours, so nobody is at it any more.
      await mendHalfOrder(container, cart.id, cart.order.id)
      cart = await readCart(container, input.cart_id)
    }
    const examined: ExaminedCart = { order_id: cart.order?.id ?? null, cart }
    if (examined.order_id) {
      return new StepResponse(examined)
    }
    if (!cart.items.length) {
      throw shopError("cart_empty", "There is nothing in the cart.")
    }
    if (cart.items.some((item) => item.variant?.product?.status !== "published")) {
      throw shopError("out_of_stock", "Something in the cart is no longer in the catalogue.")
    }
    const providers = cart.region?.payment_providers ?? []
    if (!providers.some((provider) => provider?.id === input.provider_id && provider.is_enabled)) {
      throw shopError("provider_unavailable", "This way to pay is not offered.")
    }
    return new StepResponse(examined)
  },
)

async function readCart(container: MedusaContainer, id: string): Promise<CartToPlace> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: FIELDS, filters: { id } })
  const [found]: unknown[] = data
  if (!found) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  return found as CartToPlace
}

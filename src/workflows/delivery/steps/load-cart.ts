import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { runPrepared, type Prepared } from "../../../lib/prepared"

/** The data of a cart that its delivery needs. */
export type DeliveryCart = {
  id: string
  email: string | null
  completed_at: Date | null
  sales_channel_id: string | null
  region_id: string | null
  /** ISO 3166 codes of the region's countries, in lower case. */
  countries: string[]
  currency_code: string
  locale: string | null
  shipping_address: CartAddress | null
  shipping_methods: { id: string; shipping_option_id: string | null }[]
}

export type CartAddress = {
  id: string
  first_name: string | null
  last_name: string | null
  phone: string | null
  address_1: string | null
  city: string | null
  country_code: string | null
  province: string | null
  postal_code: string | null
  metadata: Record<string, unknown> | null
}

/** It is one statement, because each step of the checkout starts with it. */
const CART: Prepared = {
  name: "delivery-cart",
  text: `
  SELECT cart.id, cart.email, cart.completed_at, cart.sales_channel_id, cart.region_id, cart.currency_code, cart.locale,
    ARRAY(
      SELECT country.iso_2 FROM region_country country
      WHERE country.region_id = cart.region_id AND country.deleted_at IS NULL ORDER BY country.iso_2
    ) AS countries,
    (
      SELECT json_build_object(
        'id', place.id, 'first_name', place.first_name, 'last_name', place.last_name, 'phone', place.phone,
        'address_1', place.address_1, 'city', place.city, 'country_code', place.country_code,
        'province', place.province, 'postal_code', place.postal_code, 'metadata', place.metadata
      )
      FROM cart_address place WHERE place.id = cart.shipping_address_id AND place.deleted_at IS NULL
    ) AS shipping_address,
    (
      SELECT coalesce(
        json_agg(json_build_object('id', method.id, 'shipping_option_id', method.shipping_option_id) ORDER BY method.id),
        '[]'
      )
      FROM cart_shipping_method method WHERE method.cart_id = cart.id AND method.deleted_at IS NULL
    ) AS shipping_methods
  FROM cart WHERE cart.id = $1 AND cart.deleted_at IS NULL`,
}

/**
 * Reads the cart of a delivery.
 *
 * @param input.to_change whether the caller changes the cart; then a completed cart is rejected
 * @throws cart_not_found, cart_completed
 */
export async function loadCart(
  container: MedusaContainer,
  input: { cart_id: string; to_change: boolean },
): Promise<DeliveryCart> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const [cart] = await runPrepared<DeliveryCart>(knex, CART, [input.cart_id])
  if (!cart) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  if (input.to_change && cart.completed_at) {
    throw shopError("cart_completed", "This cart is already an order.")
  }
  return cart
}

/** A step for {@link loadCart}. */
export const loadCartStep = createStep(
  "load-cart",
  async (input: { cart_id: string; to_change: boolean }, { container }) =>
    new StepResponse(await loadCart(container, input)),
)

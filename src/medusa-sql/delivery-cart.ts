import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** A cart, as far as its delivery depends on it. */
export type DeliveryCart = {
  id: string
  email: string | null
  completed_at: Date | null
  sales_channel_id: string | null
  region_id: string | null
  /** ISO codes of the region's countries, in lower case. */
  countries: string[]
  currency_code: string
  locale: string | null
  shipping_address: CartAddress | null
  shipping_methods: { id: string; shipping_option_id: string | null }[]
  /** The shipping profiles of the products that are shipped; null is a product without one. */
  profiles: (string | null)[]
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
    ) AS shipping_methods,
    ARRAY(
      SELECT DISTINCT shipped.shipping_profile_id FROM cart_line_item line
      LEFT JOIN product_shipping_profile shipped ON shipped.product_id = line.product_id AND shipped.deleted_at IS NULL
      WHERE line.cart_id = cart.id AND line.requires_shipping AND line.product_id IS NOT NULL
        AND line.deleted_at IS NULL
    ) AS profiles
  FROM cart WHERE cart.id = $1 AND cart.deleted_at IS NULL`,
}

/** @returns undefined if the cart does not exist */
export async function readDeliveryCart(
  container: MedusaContainer,
  cartId: string,
): Promise<DeliveryCart | undefined> {
  return (await ask<DeliveryCart>(container, CART, [cartId])).at(0)
}

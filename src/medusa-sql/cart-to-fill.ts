import type { MedusaContainer } from "@medusajs/framework/types"
import { FeatureFlag } from "@medusajs/framework/utils"
import { ask } from "../lib/prepared"
import { demandSql, type Demand } from "./demand"
import { HAS_AUTOMATIC_PROMOTION, HAS_TAXES, PRICE_SET } from "./parts"

/** A line of a cart. */
export type CartLine = {
  id: string
  variant_id: string | null
  quantity: number
  unit_price: number
  compare_at_unit_price: number | null
  is_custom_price: boolean
  metadata: Record<string, unknown> | null
}

/** The parts of a variant that become part of a line. */
export type VariantToAdd = {
  id: string
  title: string | null
  sku: string | null
  barcode: string | null
  thumbnail: string | null
  requires_shipping: boolean
  price_set_id: string | null
  /** Null when it was deleted. */
  product: {
    id: string
    title: string
    subtitle: string | null
    description: string | null
    handle: string | null
    thumbnail: string | null
    discountable: boolean
    is_giftcard: boolean
    status: string
    type: { id: string; value: string } | null
    collection: { id: string; title: string } | null
  } | null
}

type Row = {
  variants: VariantToAdd[]
  /** Whether the shop has neither taxes nor automatic promotions, and all counted variants have their items. */
  is_plain_shop: boolean
  is_translated: boolean
  demand: Demand[]
}

export type CartToFill = {
  id: string
  is_ordered: boolean
  /** Whether its total is the sum of its lines. */
  is_plain: boolean
  lines: CartLine[]
  item_total: number
  locale: string | null
  customer_id: string | null
} & Record<"sales_channel_id" | "currency_code" | "region_id" | "email", string | null> &
  Record<"shipping_address" | "customer", object | null>

/** What a new cart is for; null for what does not exist. */
export type PlaceToBegin = {
  region: { id: string; currency_code: string; countries: { iso_2: string }[] } | null
  sales_channel: { id: string } | null
  customer: { id: string; email: string } | null
}

/** The variants of the items in $1. */
const WANTED =
  "product_variant variant JOIN (SELECT DISTINCT variant_id AS id FROM jsonb_to_recordset(CAST($1 AS jsonb)) AS item(variant_id text)) wanted USING (id)"

const PRODUCT = `
  SELECT jsonb_build_object(
    'id', product.id, 'title', product.title, 'subtitle', product.subtitle, 'description', product.description,
    'handle', product.handle, 'thumbnail', product.thumbnail, 'discountable', product.discountable,
    'is_giftcard', product.is_giftcard, 'status', product.status,
    'type', (
      SELECT jsonb_build_object('id', type.id, 'value', type.value) FROM product_type type
      WHERE type.id = product.type_id AND type.deleted_at IS NULL
    ),
    'collection', (
      SELECT jsonb_build_object('id', collection.id, 'title', collection.title) FROM product_collection collection
      WHERE collection.id = product.collection_id AND collection.deleted_at IS NULL
    )
  )
  FROM product WHERE product.id = variant.product_id AND product.deleted_at IS NULL`

/** A variant is shipped if it has a shipping profile or an inventory item that is shipped. */
const REQUIRES_SHIPPING = `
  EXISTS (
    SELECT FROM product_shipping_profile shipped
    JOIN shipping_profile profile ON profile.id = shipped.shipping_profile_id AND profile.deleted_at IS NULL
    WHERE shipped.product_id = variant.product_id AND shipped.deleted_at IS NULL
  ) OR EXISTS (
    SELECT FROM product_variant_inventory_item part
    JOIN inventory_item item ON item.id = part.inventory_item_id AND item.deleted_at IS NULL
    WHERE part.variant_id = variant.id AND part.deleted_at IS NULL AND item.requires_shipping
  )`

const VARIANTS = `
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', variant.id, 'title', variant.title, 'sku', variant.sku, 'barcode', variant.barcode,
    'thumbnail', variant.thumbnail, 'requires_shipping', ${REQUIRES_SHIPPING}, 'product', (${PRODUCT}),
    'price_set_id', ${PRICE_SET}
  )), '[]')
  FROM ${WANTED} WHERE variant.deleted_at IS NULL`

const IS_PLAIN_SHOP = `NOT (
    ${HAS_AUTOMATIC_PROMOTION}
    OR ${HAS_TAXES}
    OR EXISTS (
      SELECT FROM ${WANTED} WHERE variant.manage_inventory AND NOT EXISTS (
        SELECT FROM product_variant_inventory_item part
        WHERE part.variant_id = variant.id AND part.deleted_at IS NULL
      )
    )
  )`

/**
 * Whether any text of the lines has a translation. The table does not exist when the flag is off. The statement uses
 * the locale in both cases, because PostgreSQL rejects an unused parameter.
 */
const isTranslated = (locale: string) =>
  FeatureFlag.isFeatureEnabled("translation")
    ? `EXISTS (
        SELECT FROM translation
        JOIN (
          SELECT unnest(ARRAY[variant.id, product.id, product.type_id, product.collection_id]) AS id
          FROM ${WANTED} JOIN product ON product.id = variant.product_id
        ) described ON described.id = translation.reference_id
        WHERE translation.locale_code = ${locale} AND translation.deleted_at IS NULL
      )`
    : `${locale} IS NULL AND false`

const demandOf = (cart: string) => `
  SELECT coalesce(jsonb_agg(to_jsonb(demand)), '[]') FROM (${demandSql(cart, "$1")}) demand`

const items = (cart: string, locale: string) => `
    (${VARIANTS}) AS variants, ${IS_PLAIN_SHOP} AS is_plain_shop, ${isTranslated(locale)} AS is_translated,
    (${demandOf(cart)}) AS demand`

const LINES = `
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', line.id, 'variant_id', line.variant_id, 'quantity', line.quantity, 'unit_price', line.unit_price,
    'compare_at_unit_price', line.compare_at_unit_price, 'is_custom_price', line.is_custom_price,
    'metadata', line.metadata
  ) ORDER BY line.id), '[]')
  FROM cart_line_item line WHERE line.cart_id = cart.id AND line.deleted_at IS NULL`

const groupsOf = (customer: string, group: string) => `
  SELECT coalesce(jsonb_agg(${group} ORDER BY one.id), '[]') FROM customer_group_customer member
  JOIN customer_group one ON one.id = member.customer_group_id AND one.deleted_at IS NULL
  WHERE member.customer_id = ${customer} AND member.deleted_at IS NULL`

const hasAny = (table: string, owner = "cart_id") =>
  `EXISTS (SELECT FROM ${table} part WHERE part.${owner} = cart.id AND part.deleted_at IS NULL)`

const hasOfLines = (table: string) => `EXISTS (
    SELECT FROM ${table} part JOIN cart_line_item line ON line.id = part.item_id AND line.deleted_at IS NULL
    WHERE line.cart_id = cart.id AND part.deleted_at IS NULL
  )`

/** A cart without taxes, discounts, delivery and payment: its total is the sum of its lines. */
const IS_PLAIN_CART = `NOT (
    ${["cart_payment_collection", "cart_promotion", "cart_shipping_method", "credit_line"].map((table) => hasAny(table)).join("\n    OR ")}
    OR ${hasOfLines("cart_line_item_tax_line")}
    OR ${hasOfLines("cart_line_item_adjustment")}
  )`

const CART = `
  SELECT jsonb_build_object(
    'id', cart.id, 'is_ordered', cart.completed_at IS NOT NULL, 'sales_channel_id', cart.sales_channel_id,
    'currency_code', cart.currency_code, 'region_id', cart.region_id, 'locale', cart.locale, 'email', cart.email,
    'customer_id', cart.customer_id, 'is_plain', ${IS_PLAIN_CART}, 'lines', (${LINES}),
    'item_total', coalesce((
      SELECT sum(line.unit_price * line.quantity) FROM cart_line_item line
      WHERE line.cart_id = cart.id AND line.deleted_at IS NULL
    ), 0),
    'shipping_address', (
      SELECT jsonb_build_object(
        'city', place.city, 'country_code', place.country_code, 'province', place.province,
        'postal_code', place.postal_code
      )
      FROM cart_address place WHERE place.id = cart.shipping_address_id AND place.deleted_at IS NULL
    ),
    'customer', (
      SELECT jsonb_build_object('id', customer.id, 'groups', (${groupsOf("customer.id", "jsonb_build_object('id', one.id)")}))
      FROM customer WHERE customer.id = cart.customer_id AND customer.deleted_at IS NULL
    )
  )
  FROM cart WHERE cart.id = $2 AND cart.deleted_at IS NULL`

/** Reads a cart and what is to be put into it. One statement, because each add-to-cart waits for it. */
export async function readCartToFill(
  container: MedusaContainer,
  cartId: string,
  wanted: { variant_id: string }[],
) {
  const text = `SELECT (${CART}) AS cart, ${items("$2", "(SELECT cart.locale FROM cart WHERE cart.id = $2)")}`
  const [row] = await ask<Row & { cart: CartToFill | null }>(container, { name: "cart-to-fill", text }, [
    JSON.stringify(wanted),
    cartId,
  ])
  return row
}

/** Reads what a new cart is made of. */
export async function readCartToBegin(
  container: MedusaContainer,
  place: Record<"region_id" | "sales_channel_id" | "customer_id" | "locale", string>,
  wanted: { variant_id: string }[],
) {
  const text = `
    SELECT
      (
        SELECT to_jsonb(region) || jsonb_build_object('countries', (
          SELECT coalesce(jsonb_agg(to_jsonb(country) ORDER BY country.iso_2), '[]') FROM region_country country
          WHERE country.region_id = region.id AND country.deleted_at IS NULL
        ))
        FROM region WHERE region.id = $2 AND region.deleted_at IS NULL
      ) AS region,
      (
        SELECT jsonb_build_object('id', channel.id) FROM sales_channel channel
        WHERE channel.id = $3 AND channel.deleted_at IS NULL AND NOT channel.is_disabled
      ) AS sales_channel,
      (
        SELECT to_jsonb(customer) || jsonb_build_object('groups', (${groupsOf("customer.id", "to_jsonb(one)")}))
        FROM customer WHERE customer.id = $4 AND customer.deleted_at IS NULL
      ) AS customer,
      ${items("CAST(NULL AS text)", "CAST($5 AS text)")}`
  const values = [place.region_id, place.sales_channel_id, place.customer_id, place.locale]
  const statement = { name: "cart-to-begin", text }
  const [row] = await ask<Row & PlaceToBegin>(container, statement, [JSON.stringify(wanted), ...values])
  return row
}

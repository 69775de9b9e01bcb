import type { BigNumberRawValue, MedusaContainer } from "@medusajs/framework/types"
import { createRawPropertiesFromBigNumber, decorateCartTotals, MathBN } from "@medusajs/framework/utils"
import { ask } from "../lib/prepared"
import type { CartAddress } from "./delivery-cart"
import {
  chargesOf,
  HAS_AUTOMATIC_PROMOTION,
  HAS_TAXES,
  listOf,
  PRICE_SET,
  PROMOTIONS,
  providersOf,
  rowsOf,
} from "./parts"

type Json = Record<string, unknown>

type TotalsLine = { is_tax_inclusive: boolean; tax_lines: Json[]; adjustments: Json[] }

export type LineToPlace = TotalsLine & {
  id: string
  title: string
  subtitle: string | null
  thumbnail: string | null
  quantity: number
  variant_id: string | null
  product_id: string | null
  product_title: string | null
  product_description: string | null
  product_subtitle: string | null
  product_type: string | null
  product_type_id: string | null
  product_collection: string | null
  product_handle: string | null
  variant_sku: string | null
  variant_barcode: string | null
  variant_title: string | null
  variant_option_values: Json | null
  requires_shipping: boolean
  is_discountable: boolean
  is_giftcard: boolean
  is_custom_price: boolean
  unit_price: number
  raw_unit_price: BigNumberRawValue
  raw_compare_at_unit_price: BigNumberRawValue | null
  metadata: Json | null
  /** Null when it was deleted. */
  variant: VariantToPlace | null
}

export type VariantToPlace = {
  id: string
  manage_inventory: boolean
  allow_backorder: boolean
  price_set_id: string | null
  /** Null when it was deleted. */
  product: { id: string; status: string; is_giftcard: boolean; shipping_profile_id: string | null } | null
  inventory_items: {
    inventory_item_id: string
    required_quantity: number
    /** The locations of the cart's sales channel, with the unreserved pieces at each. */
    places: { location_id: string; free: number }[]
  }[]
}

export type MethodToPlace = TotalsLine & {
  id: string
  name: string
  description: string | null
  amount: number
  raw_amount: BigNumberRawValue
  shipping_option_id: string | null
  /** The option's; null when it was deleted. */
  shipping_profile_id: string | null
  data: Json | null
  metadata: Json | null
}

type Row<Delivery> = {
  id: string
  sales_channel_id: string | null
  region_id: string | null
  currency_code: string
  locale: string | null
  customer_id: string | null
  email: string | null
  completed_at: string | null
  metadata: Json | null
  shipping_address: (Json & Pick<CartAddress, "country_code" | "province" | "city" | "postal_code">) | null
  billing_address: Json | null
  items: LineToPlace[]
  shipping_methods: MethodToPlace[]
  credit_lines: Json[]
  promotions: { id: string }[]
  payment_collection: {
    id: string
    raw_amount: BigNumberRawValue
    payment_sessions: { id: string }[]
  } | null
  region:
    (Json & { automatic_taxes: boolean; payment_providers: { id: string; is_enabled: boolean }[] }) | null
  customer: {
    id: string
    email: string | null
    has_account: boolean
    metadata: Json | null
    groups: { id: string }[]
  } | null
  order: { id: string } | null
  delivery: Delivery | null
  has_automatic_promotion: boolean
  /** Whether the shop has taxes. */
  may_be_taxed: boolean
}

/** A cart with all that becomes part of an order, and with its totals as Medusa computes them. */
export type CartToPlace<Delivery> = Row<Delivery> & {
  total: number
  raw_total: BigNumberRawValue
  item_total: number
}

const PLACES = listOf(`
  SELECT level.id, jsonb_build_object(
    'location_id', level.location_id, 'free', level.stocked_quantity - level.reserved_quantity
  ) AS value
  FROM inventory_level level
  JOIN sales_channel_stock_location place ON place.stock_location_id = level.location_id
    AND place.sales_channel_id = cart.sales_channel_id AND place.deleted_at IS NULL
  JOIN stock_location location ON location.id = level.location_id AND location.deleted_at IS NULL
  WHERE level.inventory_item_id = part.inventory_item_id AND level.deleted_at IS NULL`)

const VARIANT = `
  SELECT jsonb_build_object(
    'id', variant.id, 'manage_inventory', variant.manage_inventory, 'allow_backorder', variant.allow_backorder,
    'price_set_id', ${PRICE_SET},
    'product', (
      SELECT jsonb_build_object(
        'id', product.id, 'status', product.status, 'is_giftcard', product.is_giftcard,
        'shipping_profile_id', (
          SELECT shipped.shipping_profile_id FROM product_shipping_profile shipped
          WHERE shipped.product_id = product.id AND shipped.deleted_at IS NULL LIMIT 1
        )
      )
      FROM product WHERE product.id = variant.product_id AND product.deleted_at IS NULL
    ),
    'inventory_items', ${listOf(`
      SELECT part.id, jsonb_build_object(
        'inventory_item_id', part.inventory_item_id, 'required_quantity', part.required_quantity,
        'places', ${PLACES}
      ) AS value
      FROM product_variant_inventory_item part WHERE part.variant_id = variant.id AND part.deleted_at IS NULL`)}
  )
  FROM product_variant variant WHERE variant.id = line.variant_id AND variant.deleted_at IS NULL`

const LINES = listOf(`
  SELECT line.id, to_jsonb(line) || ${chargesOf("cart_line_item", "item_id", "line")} || jsonb_build_object(
    'variant', (${VARIANT})
  ) AS value
  FROM cart_line_item line WHERE line.cart_id = cart.id AND line.deleted_at IS NULL`)

const METHODS = listOf(`
  SELECT method.id, to_jsonb(method) || ${chargesOf("cart_shipping_method", "shipping_method_id", "method")}
    || jsonb_build_object(
      'shipping_profile_id', (
        SELECT option.shipping_profile_id FROM shipping_option option
        WHERE option.id = method.shipping_option_id AND option.deleted_at IS NULL
      )
    ) AS value
  FROM cart_shipping_method method WHERE method.cart_id = cart.id AND method.deleted_at IS NULL`)

const COLLECTION = `
  SELECT jsonb_build_object(
    'id', collection.id, 'raw_amount', collection.raw_amount,
    'payment_sessions', ${listOf(`
      SELECT session.id, jsonb_build_object('id', session.id) AS value FROM payment_session session
      WHERE session.payment_collection_id = collection.id AND session.deleted_at IS NULL`)}
  )
  FROM cart_payment_collection collected
  JOIN payment_collection collection ON collection.id = collected.payment_collection_id
    AND collection.deleted_at IS NULL
  WHERE collected.cart_id = cart.id AND collected.deleted_at IS NULL LIMIT 1`

const REGION = `
  SELECT to_jsonb(region) || jsonb_build_object('payment_providers', ${providersOf("region.id")})
  FROM region WHERE region.id = cart.region_id AND region.deleted_at IS NULL`

const CUSTOMER = `
  SELECT jsonb_build_object(
    'id', customer.id, 'email', customer.email, 'has_account', customer.has_account,
    'metadata', customer.metadata,
    'groups', ${listOf(`
      SELECT member.customer_group_id AS id, jsonb_build_object('id', member.customer_group_id) AS value
      FROM customer_group_customer member
      WHERE member.customer_id = customer.id AND member.deleted_at IS NULL`)}
  )
  FROM customer WHERE customer.id = cart.customer_id AND customer.deleted_at IS NULL`

const addressOf = (column: string) =>
  `SELECT to_jsonb(address) FROM cart_address address WHERE address.id = cart.${column} AND address.deleted_at IS NULL`

/**
 * Reads a cart that is to become an order. Medusa's query takes some forty statements for it.
 *
 * @param delivery an SQL expression on `cart`: the shop's own record of its delivery
 * @returns undefined if the cart does not exist
 */
export async function readCartToPlace<Delivery>(
  container: MedusaContainer,
  id: string,
  delivery: string,
): Promise<CartToPlace<Delivery> | undefined> {
  const text = `
    SELECT to_jsonb(cart) || jsonb_build_object(
      'items', ${LINES},
      'shipping_methods', ${METHODS},
      'credit_lines', ${rowsOf("credit_line", "part.cart_id = cart.id")},
      'shipping_address', (${addressOf("shipping_address_id")}),
      'billing_address', (${addressOf("billing_address_id")}),
      'promotions', ${PROMOTIONS},
      'payment_collection', (${COLLECTION}),
      'region', (${REGION}),
      'customer', (${CUSTOMER}),
      'order', (
        SELECT jsonb_build_object('id', placed.order_id) FROM order_cart placed
        WHERE placed.cart_id = cart.id AND placed.deleted_at IS NULL LIMIT 1
      ),
      'delivery', ${delivery},
      'has_automatic_promotion', ${HAS_AUTOMATIC_PROMOTION},
      'may_be_taxed', ${HAS_TAXES}
    ) AS cart
    FROM cart WHERE cart.id = $1 AND cart.deleted_at IS NULL`
  const [found] = await ask<{ cart: Row<Delivery> }>(container, { name: "cart-to-place", text }, [id])
  return found && { ...found.cart, ...totalsOf(found.cart) }
}

/** Computes the totals as Medusa's cart module does, on copies because core writes into its input. */
function totalsOf({ items, shipping_methods, credit_lines, region, currency_code }: Row<unknown>) {
  const { total, raw_total, item_total } = withRaw(
    decorateCartTotals({
      currency_code,
      items: items.map(({ id, quantity, unit_price, raw_unit_price, ...line }) => ({
        ...{ id, quantity, unit_price, raw_unit_price },
        ...copied(line),
      })),
      shipping_methods: shipping_methods.map(({ id, amount, raw_amount, ...line }) => ({
        ...{ id, amount, raw_amount },
        ...copied(line),
      })),
      credit_lines: structuredClone(credit_lines),
      region: { automatic_taxes: Boolean(region?.automatic_taxes) },
    } as unknown as Parameters<typeof decorateCartTotals>[0]),
  )
  return {
    total: MathBN.convert(total).toNumber(),
    raw_total,
    item_total: MathBN.convert(item_total ?? 0).toNumber(),
  }
}

const copied = ({ is_tax_inclusive, tax_lines, adjustments }: TotalsLine) =>
  structuredClone({ is_tax_inclusive, tax_lines, adjustments })

/** Adds the precise values, which Medusa's type leaves out. */
function withRaw(totals: ReturnType<typeof decorateCartTotals>) {
  createRawPropertiesFromBigNumber(totals)
  return totals as typeof totals & { raw_total: BigNumberRawValue }
}

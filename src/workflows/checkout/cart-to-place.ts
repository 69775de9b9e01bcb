import type { BigNumberRawValue, MedusaContainer } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  ContainerRegistrationKeys,
  createRawPropertiesFromBigNumber,
  decorateCartTotals,
  MathBN,
} from "@medusajs/framework/utils"
import { runPrepared } from "../../lib/prepared"
import type { CartKind } from "../delivery/zone-cache"
import type { CartDelivery } from "../delivery/types"
import { CART_TO_PLACE } from "./cart-to-place-statement"

type Json = Record<string, unknown>

/** Tax lines and adjustments of a line or shipping method. Only their presence matters here. */
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
  /** Null if it was deleted. */
  variant: VariantToPlace | null
}

export type VariantToPlace = {
  id: string
  manage_inventory: boolean
  allow_backorder: boolean
  price_set_id: string | null
  /** Null if it was deleted. */
  product: { id: string; status: string; is_giftcard: boolean; shipping_profile_id: string | null } | null
  inventory_items: {
    inventory_item_id: string
    required_quantity: number
    /** The stock locations of the cart's sales channel, with the quantity that is not reserved. */
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
  /** The shipping profile of its option; null if the option was deleted. */
  shipping_profile_id: string | null
  data: Json | null
  metadata: Json | null
}

/** The fields of a cart's delivery that an order needs. */
export type DeliveryToPlace = Pick<
  CartDelivery,
  "method" | "recipient_name" | "recipient_phone" | "address" | "latitude" | "shipping_option_id"
> & { id: string; date: string | null; window_id: string | null }

type Row = Omit<CartKind, "shipping_address"> & {
  customer_id: string | null
  email: string | null
  completed_at: string | null
  metadata: Json | null
  shipping_address: (Json & NonNullable<CartKind["shipping_address"]>) | null
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
  customer: { id: string; email: string | null; metadata: Json | null; groups: { id: string }[] } | null
  order: { id: string } | null
  delivery: DeliveryToPlace | null
  /** Whether an automatic promotion is active. Medusa decides to which carts it applies. */
  has_automatic_promotion: boolean
  /** False if there are no tax rates and no tax provider other than Medusa's own. */
  may_be_taxed: boolean
}

/** All data for placing the order of a cart, with totals as Medusa computes them. */
export type CartToPlace = Row & { total: number; raw_total: BigNumberRawValue; item_total: number }

/** Reads a cart for placing its order; undefined if the cart does not exist. */
export async function readCartToPlace(
  container: MedusaContainer,
  id: string,
): Promise<CartToPlace | undefined> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const [found] = await runPrepared<{ cart: Row }>(knex, CART_TO_PLACE, [id])
  return found && { ...found.cart, ...totalsOf(found.cart) }
}

/** Computes the totals with Medusa's function. The function changes its input, so it gets copies. */
function totalsOf({ items, shipping_methods, credit_lines, region, currency_code }: Row) {
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

/** Adds Medusa's raw values (exact decimals) to the totals; Medusa's type lacks them. */
function withRaw(totals: ReturnType<typeof decorateCartTotals>) {
  createRawPropertiesFromBigNumber(totals)
  return totals as typeof totals & { raw_total: BigNumberRawValue }
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"
import { HAS_AUTOMATIC_PROMOTION, HAS_TAXES, KEPT_PROMOTIONS, PROMOTIONS } from "./parts"

/** What decides a cart's taxes and promotions, except its lines. */
export type TotalsCart = {
  id: string
  /** Whether a new shipping method of the cart is taxed. */
  is_taxed: boolean
  /** Whether the shop has promotions that apply without a code. */
  has_automatic_promotion: boolean
  has_payment_collection: boolean
  /** The codes on the cart, and the codes that it keeps for its delivery. */
  promo_codes: string[]
  /** Whether the cart keeps codes for its delivery. */
  keeps_codes: boolean
  shipping_methods: { id: string; shipping_profile_id: string | null }[]
}

const CART: Prepared = {
  name: "totals-cart",
  text: `
  SELECT cart.id,
    region.automatic_taxes IS TRUE AND ${HAS_TAXES} AS is_taxed,
    ${HAS_AUTOMATIC_PROMOTION} AS has_automatic_promotion,
    EXISTS (
      SELECT FROM cart_payment_collection payment WHERE payment.cart_id = cart.id AND payment.deleted_at IS NULL
    ) AS has_payment_collection,
    ${PROMOTIONS} AS promotions,
    ${KEPT_PROMOTIONS} AS kept,
    (
      SELECT coalesce(
        json_agg(json_build_object('id', method.id, 'shipping_profile_id', option.shipping_profile_id)), '[]'
      )
      FROM cart_shipping_method method
      LEFT JOIN shipping_option option ON option.id = method.shipping_option_id AND option.deleted_at IS NULL
      WHERE method.cart_id = cart.id AND method.deleted_at IS NULL
    ) AS shipping_methods
  FROM cart LEFT JOIN region ON region.id = cart.region_id AND region.deleted_at IS NULL
  WHERE cart.id = $1 AND cart.deleted_at IS NULL`,
}

type Codes = { code: string | null }[]
type Row = Omit<TotalsCart, "promo_codes" | "keeps_codes"> & { promotions: Codes; kept: Codes }

/** Reads the parts of a cart that decide how a change of its shipping method changes its totals. */
export async function readTotalsCart(container: MedusaContainer, cartId: string): Promise<TotalsCart> {
  const [{ promotions, kept, ...cart }] = await ask<Row>(container, CART, [cartId])
  const codes = [...promotions, ...kept].flatMap(({ code }) => code ?? [])
  return { ...cart, promo_codes: [...new Set(codes)], keeps_codes: kept.length > 0 }
}

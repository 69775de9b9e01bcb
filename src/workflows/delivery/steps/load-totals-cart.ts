import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { runPrepared, type Prepared } from "../../../lib/prepared"
import { HAS_AUTOMATIC_PROMOTION, HAS_TAXES } from "../../cart/totals-rules"

/** The data of a cart, besides its lines, that determines its taxes and promotions. */
export type TotalsCart = {
  id: string
  /** Whether a new shipping method may be taxed. */
  is_taxed: boolean
  /** Whether the shop has an active automatic promotion. */
  has_automatic_promotion: boolean
  has_payment_collection: boolean
  /** The promo codes applied to the cart. */
  promo_codes: string[]
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
    ARRAY(
      SELECT promotion.code FROM cart_promotion applied
      JOIN promotion ON promotion.id = applied.promotion_id AND promotion.deleted_at IS NULL
      WHERE applied.cart_id = cart.id AND applied.deleted_at IS NULL AND promotion.code IS NOT NULL
      ORDER BY promotion.code
    ) AS promo_codes,
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

/** Reads the data of a cart that a change of its shipping method needs. */
export const loadTotalsCartStep = createStep(
  "load-totals-cart",
  async (input: { cart_id: string }, { container }) => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const [cart] = await runPrepared<TotalsCart>(knex, CART, [input.cart_id])
    return new StepResponse(cart)
  },
)

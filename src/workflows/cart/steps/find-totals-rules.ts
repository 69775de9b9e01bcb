import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { HAS_AUTOMATIC_PROMOTION, HAS_TAXES } from "../totals-rules"

/** One query: it stands in the way of every add-to-cart. */
const PLAIN = `
  SELECT NOT (
    ${HAS_AUTOMATIC_PROMOTION}
    OR ${HAS_TAXES}
    OR EXISTS (
      SELECT FROM product_variant variant
      WHERE variant.id = ANY(CAST(:variants AS text[])) AND variant.manage_inventory AND NOT EXISTS (
        SELECT FROM product_variant_inventory_item part
        WHERE part.variant_id = variant.id AND part.deleted_at IS NULL
      )
    )
  ) AS is_plain`

/**
 * Whether lines of these variants cost what they cost and no more is to be computed: the shop has no promotion that
 * carts get by themselves and no taxes, and every variant that is counted has its inventory items.
 */
export const findTotalsRulesStep = createStep(
  "find-totals-rules",
  async ({ items }: { items: { variant_id: string }[] }, { container }) => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const variants = items.map(({ variant_id: id }) => id)
    const { rows } = await knex.raw<{ rows: { is_plain: boolean }[] }>(PLAIN, { variants })
    return new StepResponse(rows[0].is_plain)
  },
)

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { runPrepared, type Prepared } from "../../../lib/prepared"
import { sellingPlace } from "../../selling-place"

const OPEN: Prepared = {
  name: "open-cart",
  text: `
  SELECT id, locale, region_id, sales_channel_id FROM cart
  WHERE id = $1 AND completed_at IS NULL AND deleted_at IS NULL`,
}

type OpenCart = {
  id: string
  locale: string | null
  region_id: string | null
  sales_channel_id: string | null
}

/**
 * Finds the bot's region and sales channel, and the given cart if it is open and belongs to them.
 *
 * @throws shop_not_ready
 */
export async function findOpenCart(container: MedusaContainer, cartId: string | null) {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const [{ region_id, sales_channel_id }, [open]] = await Promise.all([
    sellingPlace(container),
    cartId ? runPrepared<OpenCart>(knex, OPEN, [cartId]) : [],
  ])
  const isHere = open?.region_id === region_id && open.sales_channel_id === sales_channel_id
  const cart = isHere ? open : null
  return { region_id, sales_channel_id, cart }
}

/** A step for {@link findOpenCart}. */
export const findOpenCartStep = createStep(
  "find-open-cart",
  async (input: { cart_id: string | null }, { container }) =>
    new StepResponse(await findOpenCart(container, input.cart_id)),
)

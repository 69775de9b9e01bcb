import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ShopContext } from "../runtime/context"

/** One statement, because Medusa's query would load the whole cart. */
const COUNT = `
  select count(distinct line.metadata->>'bouquet_id') as bouquets,
    coalesce(sum(line.quantity) filter (where line.metadata->>'bouquet_id' is null), 0) as single
  from cart join cart_line_item line on line.cart_id = cart.id and line.deleted_at is null
  where cart.id = ? and cart.completed_at is null and cart.deleted_at is null`

/** Returns the number of items in the cart for the menu button. A custom bouquet counts as one item. */
export async function cartCount(ctx: ShopContext): Promise<number> {
  const { cart_id: id } = ctx.account
  if (!id) {
    return 0
  }
  const { rows } = await ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(COUNT, [id])
  const [{ bouquets, single }] = rows as { bouquets: string; single: string }[]
  return Number(bouquets) + Number(single)
}

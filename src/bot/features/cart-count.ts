import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { CartDTO } from "@medusajs/framework/types"
import type { ShopContext } from "../kit/context"

/** How many things are in the person's cart, for the menu's button; one query. */
export async function cartCount(ctx: ShopContext): Promise<number> {
  const { cart_id: id } = ctx.account
  if (!id) {
    return 0
  }
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "completed_at", "items.quantity"],
    filters: { id },
  })
  const [cart] = data as Pick<CartDTO, "completed_at" | "items">[]
  return cart && !cart.completed_at
    ? (cart.items ?? []).reduce((sum, item) => sum + Number(item.quantity), 0)
    : 0
}

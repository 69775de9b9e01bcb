import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ShopContext } from "../kit/context"

type Cart = {
  completed_at: string | Date | null
  items?: ({ quantity: number; metadata: Record<string, unknown> | null } | null)[]
}

/**
 * How many things are in the person's cart, for the menu's button; one query. A bouquet of one's own is one
 * thing, of however many stems.
 */
export async function cartCount(ctx: ShopContext): Promise<number> {
  const { cart_id: id } = ctx.account
  if (!id) {
    return 0
  }
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "completed_at", "items.quantity", "items.metadata"],
    filters: { id },
  })
  const [cart] = data as unknown as Cart[]
  if (!cart || cart.completed_at) {
    return 0
  }
  const items = (cart.items ?? []).filter((item) => item !== null)
  const bouquets = new Set(items.flatMap((item) => item.metadata?.bouquet_id ?? []))
  const single = items.filter((item) => !item.metadata?.bouquet_id)
  return bouquets.size + single.reduce((sum, item) => sum + Number(item.quantity), 0)
}

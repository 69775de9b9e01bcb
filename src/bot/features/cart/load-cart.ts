import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ShopContext } from "../../kit/context"

export type CartLine = {
  id: string
  variant_id: string | null
  quantity: number
  /** Whole soums. */
  unit_price: number
  product_title: string | null
  variant_title: string | null
  metadata: Record<string, unknown> | null
}

export type OpenCart = {
  id: string
  completed_at: string | Date | null
  /** Sums in whole soums; the discount is in the total already. */
  total: number
  original_item_total: number
  discount_total: number
  shipping_total: number
  items: CartLine[]
  promotions: { id: string; code: string }[]
}

const FIELDS = [
  "id",
  "completed_at",
  "total",
  "original_item_total",
  "discount_total",
  "shipping_total",
  "items.*",
  "promotions.id",
  "promotions.code",
]

/** The person's own open cart, its lines in the order in which they were put in. */
export async function loadCart(ctx: ShopContext): Promise<OpenCart | undefined> {
  const { cart_id: id } = ctx.account
  if (!id) {
    return undefined
  }
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: FIELDS, filters: { id } })
  const cart = data[0] as unknown as Record<string, unknown> | undefined
  return cart && !cart.completed_at ? toCart(cart) : undefined
}

type Row = Omit<OpenCart, "items" | "promotions"> & {
  items?: (CartLine & { created_at: string | Date })[]
  promotions?: ({ id: string; code: string | null } | null)[]
}

function toCart(data: Record<string, unknown>): OpenCart {
  const row = data as unknown as Row
  const lines = [...(row.items ?? [])].sort(
    (a, b) => +new Date(a.created_at) - +new Date(b.created_at) || a.id.localeCompare(b.id),
  )
  return {
    id: row.id,
    completed_at: row.completed_at,
    total: Number(row.total),
    original_item_total: Number(row.original_item_total),
    discount_total: Number(row.discount_total),
    shipping_total: Number(row.shipping_total),
    items: lines.map((line) => ({
      ...line,
      quantity: Number(line.quantity),
      unit_price: Number(line.unit_price),
    })),
    promotions: (row.promotions ?? []).flatMap((promotion) =>
      promotion?.code ? [{ id: promotion.id, code: promotion.code }] : [],
    ),
  }
}

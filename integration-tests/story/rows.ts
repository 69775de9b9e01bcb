import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** The tables that an attack could change. Sessions and handled updates may change. */
const TABLES = [
  "cart",
  "cart_line_item",
  "cart_shipping_method",
  "cart_address",
  "order",
  "order_line_item",
  "order_change",
  "payment_collection",
  "payment_session",
  "payment",
  "capture",
  "fulfillment",
  "reservation_item",
  "inventory_level",
  "customer",
  "customer_address",
  "promotion",
  "product",
  "price",
  "delivery",
  "delivery_window",
  "closed_day",
  "closed_slot",
  "workshop_assignment",
  "workshop_transition",
  "workshop_staff_member",
  "workshop_staff_invite",
  "telegram_chat",
] as const

type Row = { table: string; rows: number; content: string }

/** Columns that sweeps write. */
const FOLLOWED_UP = ["updated_at", "announced_at", "cards_kept_at", "remembered_at"]

/** Row count and content hash of each table, without the columns that sweeps write. */
export async function fingerprint(container: MedusaContainer): Promise<Record<string, string>> {
  const without = FOLLOWED_UP.map((column) => ` - '${column}'`).join("")
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const parts = TABLES.map(
    (table) =>
      `select '${table}' as "table", count(*)::int as rows,
        md5(coalesce(string_agg((to_jsonb(t)${without})::text, '|' order by t.id), '')) as content
       from "${table}" t`,
  )
  const { rows } = await database.raw<{ rows: Row[] }>(parts.join(" union all "))
  return Object.fromEntries(
    rows.map(({ table, rows: count, content }) => [table, `${count} rows, ${content}`]),
  )
}

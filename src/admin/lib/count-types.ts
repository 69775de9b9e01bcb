import type { StockRequest } from "./stock-types"

/** JSON types of the answers about counts and files of the stock. Money is in minor units, and absent for a florist. */

export const COUNT_STATUSES = ["open", "waiting", "closed", "canceled"] as const
export type CountStatus = (typeof COUNT_STATUSES)[number]

export type StockCount = {
  id: string
  location_name: string | null
  category_name: string | null
  status: CountStatus
  note: string | null
  actor_name: string | null
  channel: string
  counted: number
  created_at: string
  ended_at: string | null
}

export type CountPage = { stock_counts: StockCount[]; has_more: boolean }

export type CountedItem = {
  inventory_item_id: string
  item_title: string | null
  sku: string | null
  counted: number
  book: number
  difference: number
  value?: number | null
  entries: {
    counted: number
    adds: boolean
    actor_name: string | null
    channel: string
    counted_at: string
  }[]
}

export type WholeCount = StockCount & { not_counted: number; items: CountedItem[] }

export type ItemToCount = {
  inventory_item_id: string
  item_title: string | null
  sku: string | null
  stocked: number
}

export type ClosedCount = { stock_count: WholeCount; stock_request?: StockRequest }

/** A line of a file, and what it changes. */
export type FileLine = {
  line: number
  item_title: string | null
  sku: string | null
  location_name: string | null
  stock_now: number | null
  stock_after: number | null
  quantity: number
  unit_cost: number | null
  supplier_name: string | null
  wilts_on: string | null
  problem: { code: string; message: string } | null
}

export type StockFile = {
  kind: "incoming" | "correction"
  changed: number
  problems: number
  lines: FileLine[]
  stock_request?: StockRequest
}

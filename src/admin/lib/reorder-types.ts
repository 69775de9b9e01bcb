/** JSON types of the answers about reorder levels and the shopping list. */

/** An item with what to order of it, and why. */
export type PlannedItem = {
  inventory_item_id: string
  title: string | null
  sku: string | null
  level: number | null
  quantity: number | null
  supplier_id: string | null
  supplier_name: string | null
  lead_days: number
  /** Monday first. */
  sold_by_weekday: number[]
  /** YYYY-MM-DD */
  until: string
  forecast: number
  open_orders: number
  need: number
  kept_for_later: number
  stocked: number
  reserved: number
  free: number
  is_low: boolean
  proposed: number
}

export type Reorder = PlannedItem & { own_lead_days: number | null; has_settings: boolean }

export type ReorderChange = {
  level: number | null
  quantity: number | null
  supplier_id: string | null
  lead_days: number | null
}

export type ShoppingPage = {
  stock_shopping_list: PlannedItem[]
  suppliers: { supplier_id: string | null; name: string | null; items: number; pieces: number }[]
  count: number
}

/** Items without a supplier, as the server and the filters call them. */
export const NO_SUPPLIER = "none"

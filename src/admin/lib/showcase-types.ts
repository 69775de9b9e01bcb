/** JSON types of the answers about the showcase. */

export const BOUQUET_STATUSES = ["offered", "sold", "taken_apart", "written_off", "making", "ending"] as const
export type BouquetStatus = (typeof BOUQUET_STATUSES)[number]

export type BouquetPart = { inventory_item_id: string; item_title: string | null; quantity: number }

export type Bouquet = {
  id: string
  status: BouquetStatus
  title: string
  title_uz: string
  /** In the main unit of the shop's currency. */
  price: number
  parts: BouquetPart[]
  reason: string | null
  picture_url: string | null
  actor_type: string
  actor_name: string | null
  channel: string
  made_at: string | null
  ended_at: string | null
  created_at: string
}

export type BouquetPage = { showcase_bouquets: Bouquet[]; has_more: boolean }

import type { InferTypeOf } from "@medusajs/framework/types"
import type { ShowcaseBouquet } from "./models/showcase-bouquet"

/**
 * - `making`: the stems are being taken from the stock, and the product is being created.
 * - `offered`: it can be bought.
 * - `sold`: an order has it.
 * - `ending`: it is being taken apart or written off.
 * - `taken_apart`, `written_off`: the end.
 */
export const BOUQUET_STATUSES = ["making", "offered", "sold", "ending", "taken_apart", "written_off"] as const
export type BouquetStatus = (typeof BOUQUET_STATUSES)[number]

/** Stems of a bouquet. `lot_id`: the lot from which they are taken first, such as one that wilts. */
export type BouquetPart = { inventory_item_id: string; quantity: number; lot_id?: string }

/** How a bouquet ends: which stems are lost and why, and who decided. The other stems return to the stock. */
export type BouquetEnding = {
  kind: "taken_apart" | "written_off"
  lost: BouquetPart[]
  reason: string | null
  actor_type: "user" | "api-key" | "telegram" | "system"
  actor_id: string | null
  channel: "admin" | "telegram" | "store" | "job"
}

export type BouquetRecord = Omit<InferTypeOf<typeof ShowcaseBouquet>, "parts" | "ending"> & {
  parts: BouquetPart[]
  ending: BouquetEnding | null
}

/** A bouquet of the showcase in an order. */
export type OrderedBouquet = { id: string; member_id: string | null }

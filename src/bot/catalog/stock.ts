import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Catalog, Variant } from "./types"

type Level = { inventory_item_id: string; stocked_quantity: number; reserved_quantity: number }

/** How many of each variant can be made now, by variant id; Infinity where stock does not limit it. */
export type Stock = Map<string, number>

/** Pieces that lie free at the channel's locations, by inventory item id. */
export type FreePieces = Map<string, number>

/**
 * Counts the flowers as they are this moment, in one query. Of an item that lies at several places the
 * fullest one counts, for one order is made of one place's flowers.
 */
export async function freePieces(
  container: MedusaContainer,
  catalog: Catalog,
  variants: Variant[],
): Promise<FreePieces> {
  const ids = new Set(
    variants
      .filter((variant) => variant.is_counted)
      .flatMap((variant) => variant.parts.map((part) => part.inventory_item_id)),
  )
  if (!ids.size || !catalog.location_ids.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "inventory_level",
    fields: ["inventory_item_id", "stocked_quantity", "reserved_quantity"],
    filters: { inventory_item_id: [...ids], location_id: catalog.location_ids },
  })
  const free: FreePieces = new Map()
  for (const level of data as unknown as Level[]) {
    const pieces = Number(level.stocked_quantity) - Number(level.reserved_quantity)
    free.set(level.inventory_item_id, Math.max(free.get(level.inventory_item_id) ?? 0, pieces))
  }
  return free
}

/** How many of a variant the free pieces make. */
export function countOf(variant: Variant, free: FreePieces): number {
  if (!variant.is_counted) {
    return Infinity
  }
  const counts = variant.parts.map((part) =>
    Math.floor((free.get(part.inventory_item_id) ?? 0) / part.required),
  )
  return counts.length ? Math.max(0, Math.min(...counts)) : 0
}

/** How many of each variant can be made now, each as if it were the only one wanted. */
export async function stockOf(
  container: MedusaContainer,
  catalog: Catalog,
  variants: Variant[],
): Promise<Stock> {
  const free = await freePieces(container, catalog, variants)
  return new Map(variants.map((variant) => [variant.id, countOf(variant, free)]))
}

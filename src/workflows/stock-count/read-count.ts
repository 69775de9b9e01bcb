import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { ask } from "../../lib/prepared"
import { ITEMS_TO_COUNT, NUMBER_TO_COUNT, type ItemToCount } from "../../medusa-sql/items-to-count"
import type { CountedItem, CountEntry } from "../../modules/stock-ledger/types"
import { ledgerOf } from "../stock/change-stock"
import { containing } from "../stock/list-items"
import { nameActors, namePlaces, type NamedPlace } from "../stock/names"
import { countOf, type CountRecord } from "./count-of"

/** A count with its names and how many of its items are counted. */
export type NamedCount = CountRecord & {
  location_name: string | null
  category_name: string | null
  actor_name: string | null
  counted: number
}

/** A counted item with its entries. `value`: of the difference, in minor units; null when nobody knows the cost. */
export type NamedCountedItem = CountedItem &
  NamedPlace & { value: number | null; entries: (CountEntry & { actor_name: string | null })[] }

/** The number of statements does not depend on the number of counts. */
async function nameCounts(container: MedusaContainer, counts: CountRecord[]): Promise<NamedCount[]> {
  const categories = [...new Set(counts.flatMap(({ category_id }) => category_id ?? []))]
  const [placeOf, actorOf, numbers, { data }] = await Promise.all([
    namePlaces(
      container,
      counts.map(({ location_id }) => ({ location_id })),
    ),
    nameActors(container, counts),
    ledgerOf(container).numbersOfCounted(counts.map(({ id }) => id)),
    categories.length
      ? container.resolve(ContainerRegistrationKeys.QUERY).graph({
          entity: "product_category",
          fields: ["id", "name"],
          filters: { id: categories },
          withDeleted: true,
        })
      : { data: [] },
  ])
  return counts.map((count) => ({
    ...count,
    location_name: placeOf({ location_id: count.location_id }).location_name,
    category_name: data.find(({ id }) => id === count.category_id)?.name ?? null,
    actor_name: actorOf(count),
    counted: numbers.get(count.id) ?? 0,
  }))
}

/** Lists counts, newest first. */
export async function listCounts(
  container: MedusaContainer,
  { status, take, skip }: { status?: CountRecord["status"]; take: number; skip: number },
): Promise<NamedCount[]> {
  const order = { created_at: "DESC", id: "DESC" } as const
  const counts = await ledgerOf(container).listStockCounts(status ? { status } : {}, { take, skip, order })
  return nameCounts(container, counts)
}

/** Reads a count without its items. @throws count_not_found */
export async function readCountHead(container: MedusaContainer, id: string): Promise<NamedCount> {
  const [count] = await nameCounts(container, [await countOf(container, id)])
  return count
}

/**
 * Reads a count with its counted items, by title, and the number of its items that are not counted yet.
 *
 * @throws count_not_found
 */
export async function readCount(
  container: MedusaContainer,
  id: string,
): Promise<{ count: NamedCount; items: NamedCountedItem[]; not_counted: number }> {
  const found = await countOf(container, id)
  const ledger = ledgerOf(container)
  const [[count], items, entries] = await Promise.all([
    nameCounts(container, [found]),
    ledger.listCounted(id),
    ledger.listEntries(id),
  ])
  const ids = items.map(({ inventory_item_id }) => inventory_item_id)
  const [costs, placeOf, actorOf, [{ count: not_counted }]] = await Promise.all([
    ledger.costOfItems(ids),
    namePlaces(container, items),
    nameActors(container, entries),
    ask<{ count: number }>(container, NUMBER_TO_COUNT, [found.category_id, found.location_id, ids]),
  ])
  const entriesOf = new Map<string, NamedCountedItem["entries"]>()
  for (const entry of entries) {
    const named = { ...entry, actor_name: actorOf(entry) }
    entriesOf.set(entry.inventory_item_id, [...(entriesOf.get(entry.inventory_item_id) ?? []), named])
  }
  const named = items.map((item) => {
    const cost = costs.get(item.inventory_item_id)?.unit_cost
    return {
      ...item,
      ...placeOf(item),
      location_name: count.location_name,
      value: cost === undefined ? null : Math.round(cost * Number(item.difference)),
      entries: entriesOf.get(item.inventory_item_id) ?? [],
    }
  })
  const titleOf = ({ item_title, sku }: NamedPlace) => item_title ?? sku ?? ""
  return { count, items: named.sort((a, b) => titleOf(a).localeCompare(titleOf(b))), not_counted }
}

/**
 * Reads what is counted of one item, and its stock in the books now.
 *
 * @throws count_not_found
 */
export async function readCountedItem(
  container: MedusaContainer,
  id: string,
  item: string,
): Promise<{ book: number; total: CountedItem | undefined; entries: NamedCountedItem["entries"] }> {
  const { location_id } = await countOf(container, id)
  const ledger = ledgerOf(container)
  const [levels, items, all] = await Promise.all([
    container
      .resolve(Modules.INVENTORY)
      .listInventoryLevels({ inventory_item_id: item, location_id }, { take: 1 }),
    ledger.listCounted(id),
    ledger.listEntries(id),
  ])
  const entries = all.filter(({ inventory_item_id }) => inventory_item_id === item)
  const actorOf = await nameActors(container, entries)
  return {
    book: Number(levels.at(0)?.stocked_quantity ?? 0),
    total: items.find(({ inventory_item_id }) => inventory_item_id === item),
    entries: entries.map((entry) => ({ ...entry, actor_name: actorOf(entry) })),
  }
}

/**
 * Lists the items of a count that are not counted yet: those in stock first, by title.
 *
 * @throws count_not_found
 */
export async function listItemsToCount(
  container: MedusaContainer,
  { id, q, take, skip }: { id: string; q?: string; take: number; skip: number },
): Promise<ItemToCount[]> {
  const { category_id, location_id } = await countOf(container, id)
  const items = await ledgerOf(container).listCounted(id)
  const counted = items.map(({ inventory_item_id }) => inventory_item_id)
  const values = [category_id, location_id, counted, q ? containing(q) : null, take, skip]
  return ask<ItemToCount>(container, ITEMS_TO_COUNT, values)
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { ask } from "../../lib/prepared"
import { ITEMS_OF_COUNT } from "../../medusa-sql/items-to-count"
import { checkCounted, ledgerOf } from "../stock/change-stock"
import { checkStockRole, type StockPerson } from "../stock/person"
import { KEEPERS } from "../stock/record-document"
import { countError, countOf, type CountRecord } from "./count-of"

/** The name under which a person has one entry of an item, in Telegram and in the admin. */
const nameOf = ({ member_id, actor }: StockPerson): string =>
  member_id ?? `${actor.actor_type}:${actor.actor_id}`

/**
 * Saves what a person counted of an item. It replaces what is counted of the item, or is added to it: part of the flowers may
 * stand in another place.
 *
 * @throws not_allowed, invalid_quantity, item_not_in_count, count_not_found, count_waiting, count_closed, count_canceled
 */
export async function enterCount(
  container: MedusaContainer,
  person: StockPerson,
  {
    id,
    adds = false,
    key = null,
    ...entry
  }: { id: string; inventory_item_id: string; counted: number; adds?: boolean; key?: string | null },
): Promise<void> {
  checkStockRole(person, KEEPERS)
  checkCounted(entry.counted)
  await checkItem(container, await countOf(container, id), entry.inventory_item_id)
  const refused = await ledgerOf(container).enter(id, {
    ...person.actor,
    ...entry,
    ...{ adds, key, person: nameOf(person) },
  })
  if (refused) {
    throw countError(refused.refusal)
  }
}

async function checkItem(
  container: MedusaContainer,
  { category_id }: CountRecord,
  item: string,
): Promise<void> {
  const [found] = await ask<{ id: string }>(container, ITEMS_OF_COUNT, [category_id, [item]])
  if (!found) {
    throw shopError(
      "item_not_in_count",
      "The item does not exist, or it does not belong to the category that is counted.",
      MedusaError.Types.NOT_FOUND,
    )
  }
}

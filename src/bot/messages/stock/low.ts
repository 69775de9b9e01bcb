import { InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { optionsOf } from "../../../workflows/settings"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import type { PlannedItem } from "../../../workflows/stock/reorder/plan"
import { shoppingList, type SupplierList } from "../../../workflows/stock/reorder/shopping-list"
import { ALL_SUPPLIERS, openLow, openShopping, sendShoppingFile } from "../../features/stock/buttons"
import { itemsById, shortName } from "../../features/stock/items"
import { count } from "../../features/stock/numbers"
import { enqueue } from "../../outbox"
import { ownersInPrivate, type Reader } from "../../outbox/desk"
import type { Screen } from "../../ui/screen"
import { shoppingText } from "./shopping-text"

/** Items that crossed their level, and items to order, that a message names. */
const CROSSED = 10
const LISTED = 20

/**
 * Tells each owner in private of the items that crossed their level, with the shopping list. A crossing is told of once: it belongs to one
 * notice, and the notice's key is enqueued once.
 */
export async function announceLow(container: MedusaContainer, now: Date): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  const ledger = ledgerOf(container)
  await ledger.followLevels()
  const notices = await ledger.takeUntold()
  const owners = notices.length ? await ownersInPrivate(container) : []
  if (!owners.length) {
    return
  }
  const lists = await shoppingList(container, now)
  const planned = new Map(lists.flatMap(({ items }) => items.map((item) => [item.inventory_item_id, item])))
  for (const { notice_id, items } of notices) {
    // A low item is on the shopping list, unless it was deleted or came in at this moment.
    const crossed = items.flatMap((id) => planned.get(id) ?? [])
    if (crossed.length) {
      const messages = owners.map(async (owner) => ({
        key: `low-stock:${notice_id}:${owner.chatId}`,
        chatId: owner.chatId,
        screen: await screenOf(container, owner, crossed, lists),
      }))
      await enqueue(container, await Promise.all(messages))
    }
    await ledger.markTold(notice_id)
  }
}

async function screenOf(
  container: MedusaContainer,
  { t }: Reader,
  crossed: PlannedItem[],
  lists: SupplierList[],
): Promise<Screen> {
  const shown = crossed.slice(0, CROSSED)
  const names = await itemsById(
    container,
    shown.map(({ inventory_item_id }) => inventory_item_id),
    t.language,
  )
  const lines = shown.map(({ inventory_item_id: id, free }) =>
    t("stock.low_told_item", { name: shortName(t, names, id), free: count(free) }),
  )
  const more = crossed.length > CROSSED ? [t("stock.request_more", { count: crossed.length - CROSSED })] : []
  return {
    text: [
      [t("stock.low_told"), ...lines, ...more].join("\n"),
      t("stock.shopping_title"),
      ...(await shoppingText(container, t, lists, LISTED)),
    ].join("\n\n"),
    keyboard: new InlineKeyboard()
      .text(t.plain("stock.shopping_file"), sendShoppingFile.pack({ supplierId: ALL_SUPPLIERS }))
      .row()
      .text(t.plain("stock.low"), openLow.pack({ page: 0 }))
      .text(t.plain("stock.shopping"), openShopping.pack({})),
  }
}

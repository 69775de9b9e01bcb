import { Composer, InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { fromMinorUnits } from "../../../lib/money"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import type { PlannedItem } from "../../../workflows/stock/reorder/plan"
import { lowItems } from "../../../workflows/stock/reorder/shopping-list"
import { catalogOf } from "../../catalog/cache"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expectNothing } from "../../ui/expect"
import { idle } from "../../ui/navigation"
import { show } from "../../ui/screen"
import { money } from "../../ui/texts"
import { isDecider, keeping } from "./access"
import { openLow, openNoteWith, openShopping, openStock } from "./buttons"
import { itemsById, shortName } from "./items"
import { count } from "./numbers"

/** Items of a page: each has a button. */
const PAGE = 8
const NAME_LENGTH = 34

/** What is low: the items whose free pieces are at or below their level. */
export const low = new Composer<ShopContext>()

openLow.on(
  low,
  keeping((ctx, { page }, member) => showLow(ctx, Number(page) || 0, member)),
)

async function showLow(ctx: ShopContext, wanted: number, member: StaffMemberRecord): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const items = await lowItems(container)
  const pages = Math.max(1, Math.ceil(items.length / PAGE))
  const page = Math.min(Math.max(0, Math.floor(wanted)), pages - 1)
  const shown = items.slice(page * PAGE, (page + 1) * PAGE)
  const names = await itemsById(
    container,
    shown.map(({ inventory_item_id }) => inventory_item_id),
    t.language,
  )
  const costOf = isDecider(member) ? await costs(ctx, shown) : () => ""
  const keyboard = new InlineKeyboard()
  const lines = shown.map((item, index) => {
    const { inventory_item_id: itemId, free, level, proposed } = item
    const number = page * PAGE + index + 1
    const name = shortName(t, names, itemId)
    keyboard
      .text(
        t.plain("stock.low_button", { number, name: clip(name, NAME_LENGTH) }),
        openNoteWith.pack({ kind: "incoming", itemId }),
      )
      .row()
    const pieces = { free: count(free), level: count(level ?? 0), proposed: count(proposed) }
    return [t("stock.low_item", { number, name, ...pieces }), costOf(item)].filter(Boolean).join(" ")
  })
  if (pages > 1) {
    const to = (other: number) => openLow.pack({ page: (other + pages) % pages })
    keyboard
      .text(t.plain("common.previous"), to(page - 1))
      .text(t.plain("common.page", { page: page + 1, pages }), idle.pack({}))
      .text(t.plain("common.next"), to(page + 1))
      .row()
  }
  await show(ctx, {
    text: lines.length
      ? [t("stock.low_title"), ...lines, t("stock.low_hint")].join("\n\n")
      : t("stock.low_none"),
    keyboard: keyboard
      .text(t.plain("stock.shopping"), openShopping.pack({}))
      .row()
      .text(t.plain("common.back"), openStock.pack({})),
  })
}

/** What one piece of each item costs, for those who see costs. */
async function costs(
  { container, t }: Pick<ShopContext, "container" | "t">,
  items: PlannedItem[],
): Promise<(item: PlannedItem) => string> {
  const known = await costsOf(container, items)
  const { currency_code } = await catalogOf(container)
  return ({ inventory_item_id: id }) => {
    const cost = known.get(id)
    return cost ? t("stock.low_cost", { cost: money(t, fromMinorUnits(cost.unit_cost), currency_code) }) : ""
  }
}

const costsOf = (container: MedusaContainer, items: PlannedItem[]) =>
  ledgerOf(container).costOfItems(items.map(({ inventory_item_id }) => inventory_item_id))

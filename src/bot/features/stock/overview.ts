import { Composer, InlineKeyboard } from "grammy"
import { fromMinorUnits } from "../../../lib/money"
import type { LotRecord } from "../../../modules/stock-ledger/types"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { listStockItems } from "../../../workflows/stock/list-items"
import { catalogOf } from "../../catalog/cache"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expect, onAnswer } from "../../ui/expect"
import { show } from "../../ui/screen"
import { money, type Translate } from "../../ui/texts"
import { dayAndMonthOf, dayOf } from "../../ui/when"
import { isDecider, keeping } from "./access"
import { openItem, openItems, openNoteWith, openStock } from "./buttons"
import { itemsById } from "./items"
import { count } from "./numbers"
import { showPicker } from "./picker"

const QUESTION = "stock.look"
/** Lots that the screen lists, and locations whose stock is summed. */
const LOTS = 10
const LOCATIONS = 50
const NAME_LENGTH = 60
const SUPPLIER_LENGTH = 24

/** What is there of an item. */
export const items = new Composer<ShopContext>()

openItems.on(
  items,
  keeping((ctx) => showItemsToLook(ctx)),
)
onAnswer(
  items,
  QUESTION,
  "message:text",
  keeping((ctx) => showItemsToLook(ctx, { words: ctx.message.text })),
)
onAnswer(
  items,
  QUESTION,
  "message",
  keeping((ctx) => showItemsToLook(ctx, { notice: ctx.t("common.not_an_answer") })),
)
openItem.on(
  items,
  keeping((ctx, { itemId }, member) => showItem(ctx, itemId, member)),
)

/** Asks which item to look at. */
export async function showItemsToLook(
  ctx: ShopContext,
  shown: { words?: string; notice?: string } = {},
): Promise<void> {
  expect(ctx, QUESTION)
  await showPicker(ctx, {
    ...shown,
    text: [ctx.t("stock.item_look"), ctx.t("stock.item_hint")].join("\n\n"),
    dataOf: ({ id: itemId }) => openItem.pack({ itemId }),
    flow: "look",
    back: openStock.pack({}),
  })
}

/** Shows the stock of an item at all locations, and its lots; their costs only to those who see costs. */
async function showItem(ctx: ShopContext, id: string, member: StaffMemberRecord): Promise<void> {
  const { t, container } = ctx
  const item = (await itemsById(container, [id], t.language)).get(id)
  if (!item) {
    return showItemsToLook(ctx, { notice: t("errors.item_not_found") })
  }
  expect(ctx, QUESTION)
  const [rows, lots, { currency_code }] = await Promise.all([
    listStockItems(container, { ids: [id], take: LOCATIONS, skip: 0 }),
    ledgerOf(container).listLots({ inventory_item_id: id, all: false, take: LOTS, skip: 0 }),
    catalogOf(container),
  ])
  const sum = (of: "stocked" | "reserved") => rows.reduce((total, row) => total + Number(row[of]), 0)
  // Holds belong to an item, not to a location.
  const held = Number(rows.at(0)?.held ?? 0)
  const [stocked, reserved] = [sum("stocked"), sum("reserved")]
  const costs = isDecider(member) ? currency_code : undefined
  const text = [
    `<b>${t("stock.name", { name: clip(item.name, NAME_LENGTH) })}</b>`,
    [
      t("stock.free", { count: count(stocked - reserved - held) }),
      t("stock.stocked", { count: count(stocked) }),
      t("stock.reserved", { count: count(reserved) }),
      t("stock.held", { count: count(held) }),
    ].join("\n"),
    lots.length ? [t("stock.lots"), ...lots.map((lot) => lotLine(t, lot, costs))].join("\n") : "",
    t("stock.look_hint"),
  ]
  await show(ctx, {
    text: text.filter(Boolean).join("\n\n"),
    keyboard: new InlineKeyboard()
      .text(t.plain("stock.incoming"), openNoteWith.pack({ kind: "incoming", itemId: id }))
      .text(t.plain("stock.loss"), openNoteWith.pack({ kind: "loss", itemId: id }))
      .row()
      .text(t.plain("common.back"), openItems.pack({})),
  })
}

/** @param costs the currency of the costs; undefined hides them */
function lotLine(t: Translate, lot: LotRecord, costs: string | undefined): string {
  const { quantity_left, received_at, wilts_on, unit_cost, supplier_name } = lot
  const facts = [
    t.plain("stock.lot_from", { day: dayAndMonthOf(t, dayOf(received_at)) }),
    wilts_on ? t.plain("stock.lot_until", { day: dayAndMonthOf(t, wilts_on) }) : "",
    supplier_name ? clip(supplier_name, SUPPLIER_LENGTH) : "",
    costs && unit_cost ? money(t, fromMinorUnits(unit_cost), costs) : "",
  ]
  return t("stock.lot", { count: count(quantity_left), facts: facts.filter(Boolean).join(" · ") })
}

import { InlineKeyboard } from "grammy"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { openMenu } from "../../ui/navigation"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { openBouquetNote, openShowcase } from "../showcase/buttons"
import { openCounts } from "../stock-count/buttons"
import { openWorkList } from "../workshop/buttons"
import { isDecider } from "./access"
import { openItems, openLow, openNote, openRequests, openShopping, openWilting } from "./buttons"
import { isBegun, NOTE_KINDS, noteIn } from "./note"

/** Maximum number of requests that the menu counts. */
const COUNTED = 50

/** The stock menu: /stock. */
export async function showStock(ctx: ShopContext, member: StaffMemberRecord): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const requests = isDecider(member)
    ? await ledgerOf(ctx.container).listStockRequests(
        { status: "pending" },
        { take: COUNTED, select: ["id"] },
      )
    : []
  const begun = NOTE_KINDS.filter((kind) => isBegun(noteIn(ctx, kind)))
  const notes = NOTE_KINDS.map((kind) => ({
    label: `${t.plain(`stock.${kind}`)}${begun.includes(kind) ? " ✏️" : ""}`,
    data: openNote.pack({ kind }),
  }))
  const keyboard = new InlineKeyboard()
  addInRows(
    keyboard,
    [
      ...notes,
      { label: t.plain("showcase.make"), data: openBouquetNote.pack({}) },
      { label: t.plain("showcase.open"), data: openShowcase.pack({}) },
      { label: t.plain("stock.wilting"), data: openWilting.pack({}) },
      { label: t.plain("stock.items"), data: openItems.pack({}) },
      { label: t.plain("stock.low"), data: openLow.pack({ page: 0 }) },
      { label: t.plain("stock.shopping"), data: openShopping.pack({}) },
      { label: t.plain("counts.menu"), data: openCounts.pack({}) },
    ],
    2,
  )
  if (requests.length) {
    keyboard.text(t.plain("stock.requests", { count: requests.length }), openRequests.pack({})).row()
  }
  await show(ctx, {
    text: [t("stock.title"), begun.length ? t("stock.begun_hint") : ""].filter(Boolean).join("\n\n"),
    keyboard: keyboard
      .text(t.plain("workshop.to_list"), openWorkList.pack({}))
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

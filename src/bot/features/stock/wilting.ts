import { Composer, InlineKeyboard } from "grammy"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { readWilting, wiltingText } from "../../messages/stock/wilting"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expectNothing } from "../../ui/expect"
import { show } from "../../ui/screen"
import { dayOf, plusDays } from "../../ui/when"
import { keeping } from "./access"
import { openStock, openWilting, throwAway } from "./buttons"
import { changeNote, MOST_LINES, noteOf } from "./note"
import { count } from "./numbers"
import { showStep } from "./screens"

const NAME_LENGTH = 34
/** Lots that have a button. */
const MOST_BUTTONS = 10
/** Lots in which that of a button is looked for. */
const MOST_LOTS = 500

/** What is no longer fresh today or tomorrow. */
export const wilting = new Composer<ShopContext>()

openWilting.on(
  wilting,
  keeping((ctx) => showWilting(ctx)),
)

async function showWilting(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const found = await readWilting(container, dayOf(), t.language)
  const keyboard = new InlineKeyboard()
  for (const { id, name, pieces } of found.lots.slice(0, MOST_BUTTONS)) {
    const label = t.plain("stock.throw_away", { name: clip(name, NAME_LENGTH), count: count(pieces) })
    keyboard.text(label, throwAway.pack({ lotId: id })).row()
  }
  await show(ctx, {
    text: found.lots.length ? wiltingText(t, found) : t("stock.wilting_none"),
    keyboard: keyboard.text(t.plain("common.back"), openStock.pack({})),
  })
}

throwAway.on(
  wilting,
  keeping(async (ctx, { lotId }, member) => {
    const { t } = ctx
    const lots = await ledgerOf(ctx.container).listWilting(plusDays(dayOf(), 1), MOST_LOTS)
    const lot = lots.find(({ id }) => id === lotId)
    const { lines, reason = "wilted" } = noteOf(ctx, "loss")
    if (!lot || lines.length >= MOST_LINES) {
      await ctx.answer(t.plain(lot ? "errors.too_many_lines" : "stock.lot_gone"), { alert: true })
      return showWilting(ctx)
    }
    const { inventory_item_id: item, location_id: location, quantity_left } = lot
    const line = { item, location, quantity: Number(quantity_left), lot: lotId }
    const others = lines.filter((other) => other.lot !== lotId)
    changeNote(ctx, "loss", { lines: [...others, line], entry: undefined, reason })
    return showStep(ctx, "loss", member)
  }),
)

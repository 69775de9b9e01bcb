import { InlineKeyboard } from "grammy"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import type { ShopContext } from "../../runtime/context"
import type { StockNote, StockNoteKind } from "../../runtime/session"
import { clip } from "../../ui/clip"
import { expect } from "../../ui/expect"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { openNote, setField } from "./buttons"

/** The bot waits for the name of a new supplier. About: the kind of the note. */
export const SUPPLIER = "stock.supplier"

const MOST_SUPPLIERS = 12
const NAME_LENGTH = 40

/**
 * Asks from which supplier the flowers come. The next message names a new one.
 *
 * @param first the supplier that the person probably means
 */
export async function showSuppliers(
  ctx: ShopContext,
  kind: StockNoteKind,
  { version }: StockNote,
  notice?: string,
  first?: { id: string; name: string },
): Promise<void> {
  const { t } = ctx
  expect(ctx, SUPPLIER, kind)
  const listed = await ledgerOf(ctx.container).listSuppliers(
    {},
    { take: MOST_SUPPLIERS, order: { name: "ASC" } },
  )
  const suppliers = first ? [first, ...listed.filter(({ id }) => id !== first.id)] : listed
  const set = (value: string) => setField.pack({ kind, version, field: "supplier", value })
  const keyboard = new InlineKeyboard()
  addInRows(
    keyboard,
    suppliers.map(({ id, name }) => ({ label: clip(name, NAME_LENGTH), data: set(id) })),
    2,
  )
  const text = [
    notice,
    t(suppliers.length ? "stock.supplier_ask" : "stock.suppliers_none"),
    t("stock.supplier_new_hint"),
  ]
  await show(ctx, {
    text: text.filter(Boolean).join("\n\n"),
    keyboard: keyboard
      .text(t.plain("stock.without_supplier"), set("none"))
      .row()
      .text(t.plain("common.back"), openNote.pack({ kind })),
  })
}

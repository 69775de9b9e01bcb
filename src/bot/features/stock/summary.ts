import { InlineKeyboard } from "grammy"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { fromMinorUnits } from "../../../lib/money"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { catalogOf } from "../../catalog/cache"
import type { ShopContext } from "../../runtime/context"
import type { StockNote, StockNoteKind, StockNoteLine } from "../../runtime/session"
import { clip } from "../../ui/clip"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { money, type TextKey } from "../../ui/texts"
import { isDecider } from "./access"
import { askPart, openStock, recordNote } from "./buttons"
import { itemsById, shortName } from "./items"
import { count } from "./numbers"

const SUPPLIER_LENGTH = 40
const TEXT_LENGTH = 300

/** The parts of a note that can be changed when it is complete. */
const PARTS_OF: Record<StockNoteKind, string[]> = {
  incoming: ["line", "supplier", "text", "drop"],
  loss: ["line", "reason", "text", "drop"],
  regrading: ["text"],
}

/** Shows a complete note, which can be recorded. */
export async function showSummary(
  ctx: ShopContext,
  kind: StockNoteKind,
  note: StockNote,
  member: StaffMemberRecord,
  notice?: string,
): Promise<void> {
  const { t } = ctx
  const { version } = note
  const keyboard = new InlineKeyboard()
    .text(t.plain("stock.record"), recordNote.pack({ kind, version }))
    .success()
    .row()
  addInRows(
    keyboard,
    PARTS_OF[kind].map((part) => ({
      label: t.plain(`stock.part_${part}` as TextKey),
      data: askPart.pack({ kind, version, part }),
    })),
    2,
  )
  keyboard
    .text(t.plain("stock.delete"), askPart.pack({ kind, version, part: "delete" }))
    .text(t.plain("stock.open"), openStock.pack({}))
  const text = [
    notice,
    t(`stock.title_${kind}`),
    ...(await linesOf(ctx, kind, note, member)),
    await extrasOf(ctx, note),
    t(`stock.summary_hint_${kind}`),
  ]
  await show(ctx, { text: text.filter(Boolean).join("\n\n"), keyboard })
}

async function linesOf(
  ctx: ShopContext,
  kind: StockNoteKind,
  { lines, to }: StockNote,
  member: StaffMemberRecord,
): Promise<string[]> {
  const { t, container } = ctx
  const ids = [...lines.map(({ item }) => item), ...(to ? [to] : [])]
  const [items, { currency_code }] = await Promise.all([
    itemsById(container, ids, t.language),
    catalogOf(container),
  ])
  const nameOf = (id: string) => shortName(t, items, id)
  if (kind === "regrading") {
    const [{ item, quantity }] = lines
    return [t("stock.regraded", { from: nameOf(item), to: nameOf(to ?? ""), count: count(quantity) })]
  }
  const costOf = ({ cost, is_last_cost }: StockNoteLine) => {
    if (cost === null || cost === undefined) {
      return cost === null ? t.plain("stock.cost_not_known") : undefined
    }
    return is_last_cost && !isDecider(member)
      ? t.plain("stock.cost_as_last")
      : money(t, fromMinorUnits(cost), currency_code)
  }
  const line = (one: StockNoteLine, index: number) => {
    const pieces = t("stock.line", {
      number: index + 1,
      name: nameOf(one.item),
      count: count(one.quantity),
    })
    const facts = [costOf(one), one.days ? t.plain("common.days", { days: one.days }) : undefined]
    return [pieces, ...facts.filter(Boolean)].join(" · ")
  }
  return [lines.map(line).join("\n")]
}

/** Reason, supplier, text and photo of a note, one a line. */
async function extrasOf(
  { t, container }: ShopContext,
  { reason, supplier_id, text, photo_file_id }: StockNote,
): Promise<string> {
  const [supplier] = supplier_id
    ? await ledgerOf(container).listSuppliers({ id: supplier_id }, { take: 1 })
    : []
  return [
    reason ? t("stock.because", { reason: t.plain(`stock.${reason}_reason` as TextKey) }) : "",
    supplier ? t("stock.from_supplier", { name: clip(supplier.name, SUPPLIER_LENGTH) }) : "",
    text ? t("stock.with_text", { text: clip(text, TEXT_LENGTH) }) : "",
    photo_file_id ? t("stock.with_photo") : "",
  ]
    .filter(Boolean)
    .join("\n")
}

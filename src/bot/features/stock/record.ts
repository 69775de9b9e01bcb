import { Composer, InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { errorCode, isLockTimeout } from "../../../lib/errors"
import type { MovementRecord, RecordedDocument } from "../../../modules/stock-ledger/types"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { settingsOf } from "../../../workflows/settings"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { personInTelegram } from "../../../workflows/stock/person"
import {
  recordDocument,
  regradeStock,
  takeBackDocument,
  type DocumentOutcome,
} from "../../../workflows/stock/record-document"
import { askDeciders } from "../../messages/stock/requests"
import type { ShopContext } from "../../runtime/context"
import type { StockNote, StockNoteKind, StockNoteLine } from "../../runtime/session"
import { expectNothing } from "../../ui/expect"
import { show } from "../../ui/screen"
import { dayOf, plusDays } from "../../ui/when"
import { keeping } from "./access"
import { openNote, openStock, recordNote, undoDocument } from "./buttons"
import { itemsById, rememberItems, shortName } from "./items"
import { changeNote, forgetNote, isBegun, isNoteKind, noteIn, stepOf } from "./note"
import { count } from "./numbers"
import { showStep } from "./screens"
import { stale } from "./stale"

/** Records notes, and takes them back. */
export const recording = new Composer<ShopContext>()

recordNote.on(
  recording,
  keeping(async (ctx, { kind, version }, member) => {
    const { t, session } = ctx
    const recorded = session.stock?.recorded
    if (recorded?.kind === kind && String(recorded.note.version) === version) {
      return ctx.answer(t.plain("stock.recorded_already"))
    }
    const note = isNoteKind(kind) ? noteIn(ctx, kind) : undefined
    if (!isNoteKind(kind) || !note || String(note.version) !== version || stepOf(kind, note) !== "summary") {
      return stale(ctx, kind, member)
    }
    const outcome = await tryToRecord(ctx, kind, note, member)
    return outcome && conclude(ctx, kind, note, outcome)
  }),
)

/** Records a note. A problem that a person can solve is shown with the note, and nothing is lost. */
async function tryToRecord(
  ctx: ShopContext,
  kind: StockNoteKind,
  note: StockNote,
  member: StaffMemberRecord,
): Promise<DocumentOutcome | undefined> {
  try {
    return await record(ctx, kind, note)
  } catch (error) {
    const key = `errors.${isLockTimeout(error) ? "try_again" : errorCode(error)}`
    if (!ctx.t.has(key)) {
      throw error
    }
    await showStep(ctx, kind, member, { notice: ctx.t(key) })
    return undefined
  }
}

async function record(
  { container, account }: ShopContext,
  kind: StockNoteKind,
  { id, lines, supplier_id, reason, text, photo_file_id, to = "" }: StockNote,
): Promise<DocumentOutcome> {
  const person = await personInTelegram(container, account.telegram_id)
  const key = `bot:${account.telegram_id}:${id}`
  if (kind === "regrading") {
    const [{ item: from, location: location_id, quantity }] = lines
    const regrading = { key, note: text, from, to, location_id, quantity }
    return { document: await regradeStock(container, person, regrading) }
  }
  return recordDocument(container, person, {
    ...{ kind, key, supplier_id, reason, photo_file_id, note: text },
    lines: lines.map((line) => ({
      inventory_item_id: line.item,
      location_id: line.location,
      quantity: line.quantity,
      ...(kind === "incoming" ? { lot: lotOf(line) } : { lot_id: line.lot }),
    })),
  })
}

const lotOf = ({ cost, days }: StockNoteLine) => ({
  unit_cost: cost ?? undefined,
  wilts_on: days ? plusDays(dayOf(), days) : undefined,
})

/** Ends a note that is recorded or waits for a second person, and shows what became of it. */
async function conclude(
  ctx: ShopContext,
  kind: StockNoteKind,
  note: StockNote,
  outcome: DocumentOutcome,
): Promise<void> {
  const { t, container, session } = ctx
  expectNothing(ctx)
  forgetNote(ctx, kind)
  rememberItems(ctx, [...(note.to ? [note.to] : []), ...note.lines.map(({ item }) => item)])
  const { id } = "document" in outcome ? outcome.document : outcome.request
  session.stock = { ...session.stock, recorded: { kind, id, note } }
  const keyboard = new InlineKeyboard()
  const again = () =>
    keyboard
      .text(t.plain(`stock.again_${kind}`), openNote.pack({ kind }))
      .text(t.plain("stock.open"), openStock.pack({}))
  if ("request" in outcome) {
    const deciders = await askDeciders(container, outcome.request)
    return show(ctx, { text: t(deciders ? "stock.asked" : "stock.asked_nobody"), keyboard: again() })
  }
  if (settingsOf(container).undoSeconds > 0) {
    keyboard.text(t.plain("stock.undo"), undoDocument.pack({ documentId: id })).row()
  }
  return show(ctx, { text: await textOf(ctx, `stock.recorded_${kind}`, outcome.document), keyboard: again() })
}

async function textOf(
  { t, container }: ShopContext,
  title: `stock.recorded_${StockNoteKind}` | "stock.undone",
  { movements, short }: RecordedDocument,
): Promise<string> {
  const ids = movements.map(({ inventory_item_id: item }) => item)
  const items = await itemsById(container, [...new Set(ids)], t.language)
  const line = ({ inventory_item_id: item, quantity, stock_after }: MovementRecord) =>
    t("stock.moved", {
      name: shortName(t, items, item),
      change: `${Number(quantity) > 0 ? "+" : "−"}${count(Math.abs(Number(quantity)))}`,
      count: count(stock_after),
    })
  return [
    t(title),
    movements.map(line).join("\n"),
    short
      .map(({ inventory_item_id: item, missing }) =>
        t("stock.short", { name: shortName(t, items, item), count: count(missing) }),
      )
      .join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n")
}

undoDocument.on(
  recording,
  keeping(async (ctx, { documentId: id }) => {
    const { t, container, account } = ctx
    const [found] = await ledgerOf(container).listStockDocuments({ id }, { take: 1 })
    if (found?.actor_id !== account.telegram_id || found.kind === "countermovement") {
      return ctx.answer(t.plain("errors.document_not_found"), { alert: true })
    }
    if (Date.now() - found.created_at.getTime() > settingsOf(container).undoSeconds * 1000) {
      return ctx.answer(t.plain("stock.undo_late"), { alert: true })
    }
    try {
      const undone = await takeBack(container, account.telegram_id, found)
      return await showUndone(ctx, id, undone)
    } catch (error) {
      if (errorCode(error) !== "stock_too_low") {
        throw error
      }
      return ctx.answer(t.plain("stock.undo_used"), { alert: true })
    }
  }),
)

/** Takes a document back. The opposite of a regrading is a regrading, which the key allows once. */
async function takeBack(
  container: MedusaContainer,
  telegramId: string,
  { id, kind }: { id: string; kind: string },
): Promise<RecordedDocument> {
  const person = await personInTelegram(container, telegramId)
  if (kind !== "regrading") {
    return takeBackDocument(container, person, { id })
  }
  const ledger = ledgerOf(container)
  const key = `undo:${id}`
  const [known] = await ledger.listStockDocuments({ key }, { take: 1 })
  const movements = await ledger.listMovements({ document_id: id }, { take: 2 })
  const taken = movements.find(({ quantity }) => Number(quantity) < 0)
  const given = movements.find(({ quantity }) => Number(quantity) > 0)
  if (known || !taken || !given) {
    return takeBackDocument(container, person, { id: known?.id ?? id })
  }
  return regradeStock(container, person, {
    key,
    from: given.inventory_item_id,
    to: taken.inventory_item_id,
    location_id: given.location_id,
    quantity: Number(given.quantity),
  })
}

/** Shows what is taken back. The note returns, so that it can be corrected and recorded again. */
async function showUndone(ctx: ShopContext, id: string, undone: RecordedDocument): Promise<void> {
  const { t, session } = ctx
  const recorded = session.stock?.recorded
  const keyboard = new InlineKeyboard()
  if (recorded?.id === id && !isBegun(noteIn(ctx, recorded.kind))) {
    const { kind, note } = recorded
    const { id: _recorded, version: _former, ...content } = note
    forgetNote(ctx, kind)
    changeNote(ctx, kind, content)
    keyboard.text(t.plain("stock.correct"), openNote.pack({ kind })).row()
  }
  await show(ctx, {
    text: await textOf(ctx, "stock.undone", undone),
    keyboard: keyboard.text(t.plain("stock.open"), openStock.pack({})),
  })
}

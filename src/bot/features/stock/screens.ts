import { InlineKeyboard } from "grammy"
import { LOSS_REASONS } from "../../../modules/stock-ledger/types"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import type { ShopContext } from "../../runtime/context"
import type { StockNote, StockNoteKind, StockNoteLine } from "../../runtime/session"
import { expect } from "../../ui/expect"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { money, type TextKey } from "../../ui/texts"
import { fromMinorUnits } from "../../../lib/money"
import { catalogOf } from "../../catalog/cache"
import { isDecider } from "./access"
import { deleteNote, openNote, setField, stepBack } from "./buttons"
import { itemsById, shortName, type Item } from "./items"
import { lastCost } from "./last-cost"
import { changeNote, noteOf, stepOf } from "./note"
import { count, MOST_PIECES } from "./numbers"
import { showPicker } from "./picker"
import { showSummary } from "./summary"
import { showSuppliers } from "./supplier-screen"

/** The bot waits for the next answer of a note, or for its text. About: the kind of the note. */
export const ANSWER = "stock.answer"
export const TEXT = "stock.text"

/** Pieces on the keypad of goods that come, and of goods that go. */
const USUAL = { in: [10, 20, 25, 50, 75, 100, 150, 200, 300], out: [1, 2, 3, 5, 10, 15, 20, 25, 50] }
/** Days that flowers stay fresh. */
export const USUAL_DAYS = [3, 5, 7, 10, 14]

export type Shown = { notice?: string; words?: string }

/** Shows what a note needs next, and treats the next message as the answer. */
export async function showStep(
  ctx: ShopContext,
  kind: StockNoteKind,
  member: StaffMemberRecord,
  shown: Shown = {},
): Promise<void> {
  const note = noteOf(ctx, kind)
  expect(ctx, ANSWER, kind)
  const step = stepOf(kind, note)
  switch (step) {
    case "item":
      return showItems(ctx, kind, note, shown)
    case "quantity":
    case "cost":
    case "days":
      return showEntry(ctx, kind, step, member, shown.notice)
    case "reason":
      return showReasons(ctx, note, shown.notice)
    case "to":
      return showTargets(ctx, note, shown)
    case "summary":
      return showSummary(ctx, kind, note, member, shown.notice)
  }
}

const ITEM_TEXTS = {
  incoming: "stock.item_incoming",
  loss: "stock.item_loss",
  regrading: "stock.item_regrading",
} as const satisfies Record<StockNoteKind, TextKey>

const showItems = (
  ctx: ShopContext,
  kind: StockNoteKind,
  { version }: StockNote,
  shown: Shown,
): Promise<void> =>
  showPicker(ctx, {
    ...shown,
    text: [ctx.t(ITEM_TEXTS[kind]), ctx.t("stock.item_hint")].join("\n\n"),
    dataOf: ({ id: value }) => setField.pack({ kind, version, field: "item", value }),
    isOffered: ({ stocked }) => kind === "incoming" || stocked > 0,
    flow: kind,
    back: stepBack.pack({ kind, version }),
  })

async function showTargets(ctx: ShopContext, { version, lines: [line] }: StockNote, shown: Shown) {
  const { t, container } = ctx
  const name = shortName(t, await itemsById(container, [line.item], t.language), line.item)
  await showPicker(ctx, {
    ...shown,
    text: [t("stock.item_to", { name, count: count(line.quantity) }), t("stock.item_hint")].join("\n\n"),
    dataOf: ({ id: value }) => setField.pack({ kind: "regrading", version, field: "to", value }),
    isOffered: ({ id }) => id !== line.item,
    flow: "regrading",
    back: stepBack.pack({ kind: "regrading", version }),
  })
}

type EntryStep = "quantity" | "cost" | "days"

/** Asks for a number of the line that is being entered. */
async function showEntry(
  ctx: ShopContext,
  kind: StockNoteKind,
  step: EntryStep,
  member: StaffMemberRecord,
  notice?: string,
): Promise<void> {
  const { t, container } = ctx
  const { entry = {}, version } = noteOf(ctx, kind)
  const item = entry.item ? (await itemsById(container, [entry.item], t.language)).get(entry.item) : undefined
  if (!item) {
    changeNote(ctx, kind, { entry: {} })
    return showStep(ctx, kind, member, { notice: t("errors.item_not_found") })
  }
  const asked = { ctx, kind, version, entry, item, member }
  const { text, keyboard } = await SCREENS[step](asked)
  await show(ctx, {
    text: [notice, text].filter(Boolean).join("\n\n"),
    keyboard: keyboard.text(t.plain("common.back"), stepBack.pack({ kind, version })),
  })
}

type Asked = {
  ctx: ShopContext
  kind: StockNoteKind
  version: number
  entry: Partial<StockNoteLine>
  item: Item
  member: StaffMemberRecord
}
type EntryScreen = { text: string; keyboard: InlineKeyboard }

const SCREENS: Record<EntryStep, (asked: Asked) => EntryScreen | Promise<EntryScreen>> = {
  quantity: askQuantity,
  cost: askCost,
  days: askDays,
}

function askQuantity({ ctx: { t }, kind, version, item }: Asked): EntryScreen {
  const set = (value: number) => setField.pack({ kind, version, field: "quantity", value })
  const most = kind === "incoming" ? MOST_PIECES : item.stocked
  const usual = (kind === "incoming" ? USUAL.in : USUAL.out).filter((pieces) => pieces < most)
  const keyboard = new InlineKeyboard()
  addInRows(
    keyboard,
    usual.map((pieces) => ({ label: count(pieces), data: set(pieces) })),
    3,
  )
  if (kind !== "incoming" && most > 0 && most <= MOST_PIECES) {
    keyboard.text(t.plain("stock.all_pieces", { count: count(most) }), set(most)).row()
  }
  const { name } = item
  return { text: t("stock.quantity", { name, count: count(item.stocked) }), keyboard }
}

async function askCost({ ctx, kind, version, entry, item, member }: Asked): Promise<EntryScreen> {
  const { t, container } = ctx
  const set = (value: string) => setField.pack({ kind, version, field: "cost", value })
  const last = await lastCost(container, item.id)
  const keyboard = new InlineKeyboard()
  if (last !== undefined) {
    const { currency_code } = await catalogOf(container)
    const cost = money(t, fromMinorUnits(last), currency_code)
    const label = isDecider(member) ? t.plain("stock.cost_last", { cost }) : t.plain("stock.cost_last_hidden")
    keyboard.text(label, set("last")).row()
  }
  return {
    text: t("stock.cost", { name: item.name, count: count(entry.quantity ?? 0) }),
    keyboard: keyboard.text(t.plain("stock.cost_unknown"), set("none")).row(),
  }
}

function askDays({ ctx: { t }, kind, version, entry, item }: Asked): EntryScreen {
  const set = (value: number | string) => setField.pack({ kind, version, field: "days", value })
  const keyboard = new InlineKeyboard()
  addInRows(
    keyboard,
    USUAL_DAYS.map((days) => ({ label: t.plain("common.days", { days }), data: set(days) })),
    3,
  )
  return {
    text: t("stock.days", { name: item.name, count: count(entry.quantity ?? 0) }),
    keyboard: keyboard.text(t.plain("stock.days_none"), set("none")).row(),
  }
}

/** Asks why flowers are written off. */
export async function showReasons(ctx: ShopContext, note: StockNote, notice?: string): Promise<void> {
  const { t } = ctx
  const { version, reason } = note
  const keyboard = new InlineKeyboard()
  addInRows(
    keyboard,
    LOSS_REASONS.map((value) => ({
      label: t.plain(`stock.${value}_reason`),
      data: setField.pack({ kind: "loss", version, field: "reason", value }),
    })),
    2,
  )
  const back = reason ? openNote.pack({ kind: "loss" }) : stepBack.pack({ kind: "loss", version })
  await show(ctx, {
    text: [notice, t("stock.reason")].filter(Boolean).join("\n\n"),
    keyboard: keyboard.text(t.plain("common.back"), back),
  })
}

/** The screens that a complete note opens. */
export const PARTS = {
  supplier: showSuppliers,
  text: showTextQuestion,
  drop: showLinesToDrop,
  delete: showDeletion,
} as const

type PartScreen = (ctx: ShopContext, kind: StockNoteKind, note: StockNote, notice?: string) => Promise<void>

async function showTextQuestion(...[ctx, kind, , notice]: Parameters<PartScreen>): Promise<void> {
  const { t } = ctx
  expect(ctx, TEXT, kind)
  await show(ctx, {
    text: [notice, t("stock.text_ask")].filter(Boolean).join("\n\n"),
    keyboard: new InlineKeyboard().text(t.plain("common.back"), openNote.pack({ kind })),
  })
}

async function showLinesToDrop(...[ctx, kind, { version, lines }]: Parameters<PartScreen>): Promise<void> {
  const { t, container } = ctx
  const items = await itemsById(
    container,
    lines.map(({ item }) => item),
    t.language,
  )
  const keyboard = new InlineKeyboard()
  lines.forEach(({ item, quantity }, value) => {
    const label = t.plain("stock.drop_line", { name: shortName(t, items, item), count: count(quantity) })
    keyboard.text(label, setField.pack({ kind, version, field: "drop", value })).row()
  })
  await show(ctx, {
    text: t("stock.drop_ask"),
    keyboard: keyboard.text(t.plain("common.back"), openNote.pack({ kind })),
  })
}

async function showDeletion(...[ctx, kind, { version, lines }]: Parameters<PartScreen>): Promise<void> {
  const { t } = ctx
  await show(ctx, {
    text: t("stock.delete_ask", { count: lines.length }),
    keyboard: new InlineKeyboard()
      .text(t.plain("stock.delete_yes"), deleteNote.pack({ kind, version }))
      .danger()
      .row()
      .text(t.plain("common.back"), openNote.pack({ kind })),
  })
}

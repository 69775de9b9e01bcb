import { LOSS_REASONS } from "../../../modules/stock-ledger/types"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import type { ShopContext } from "../../runtime/context"
import type { StockNote, StockNoteKind } from "../../runtime/session"
import { itemsById } from "./items"
import { lastCost } from "./last-cost"
import { changeNote, enter, MOST_LINES, noteOf, stepOf } from "./note"
import { costIn, count, quantityIn, MOST_PIECES } from "./numbers"
import { showStep } from "./screens"

/** Days that a person may type. */
const MOST_DAYS = 365

/** What became of an answer: a sentence that asks again, or undefined when the note has it. `stale`: the button is none of now. */
type Outcome = string | undefined
const STALE = "stale"

/** Sets what a button of the note gives. @returns false when the button does not belong to the present step */
export async function setFromButton(
  ctx: ShopContext,
  kind: StockNoteKind,
  { field, value }: { field: string; value: string },
  member: StaffMemberRecord,
): Promise<boolean> {
  const note = noteOf(ctx, kind)
  const outcome = await set(ctx, kind, note, field, value)
  if (outcome !== STALE) {
    await showStep(ctx, kind, member, { notice: outcome })
  }
  return outcome !== STALE
}

async function set(
  ctx: ShopContext,
  kind: StockNoteKind,
  note: StockNote,
  field: string,
  value: string,
): Promise<Outcome> {
  const step = stepOf(kind, note)
  const isPart = step === "summary"
  switch (field) {
    case "item":
      return step === "item" ? setItem(ctx, kind, value) : STALE
    case "quantity":
      return step === "quantity" ? setQuantity(ctx, kind, value) : STALE
    case "cost":
      return step === "cost" ? setCost(ctx, value) : STALE
    case "days":
      return step === "days" ? setDays(ctx, value) : STALE
    case "to":
      return step === "to" ? setTarget(ctx, note, value) : STALE
    case "reason":
      return kind === "loss" && (isPart || step === "reason") ? setReason(ctx, value) : STALE
    case "supplier":
      return kind === "incoming" && isPart ? setSupplier(ctx, value) : STALE
    case "drop":
      return isPart ? dropLine(ctx, kind, note, value) : STALE
    default:
      return STALE
  }
}

/** Begins a line with an item. */
export async function setItem(ctx: ShopContext, kind: StockNoteKind, id: string): Promise<Outcome> {
  const { t } = ctx
  const item = (await itemsById(ctx.container, [id], t.language)).get(id)
  if (!item?.location_id) {
    return t("errors.item_not_found")
  }
  if (noteOf(ctx, kind).lines.length >= MOST_LINES) {
    changeNote(ctx, kind, { entry: undefined })
    return t("errors.too_many_lines")
  }
  changeNote(ctx, kind, { entry: { item: id, location: item.location_id } })
  return undefined
}

export async function setQuantity(ctx: ShopContext, kind: StockNoteKind, typed: string): Promise<Outcome> {
  const { t, container } = ctx
  const { item: id = "" } = noteOf(ctx, kind).entry ?? {}
  const quantity = quantityIn(typed)
  if (quantity === undefined) {
    return t("stock.quantity_wrong", { most: count(MOST_PIECES) })
  }
  const item = (await itemsById(container, [id], t.language)).get(id)
  if (item && kind !== "incoming" && quantity > item.stocked) {
    return t("stock.quantity_most", { count: count(item.stocked) })
  }
  enter(ctx, kind, { quantity })
  return undefined
}

/** @param typed a cost, `last` or `none` */
export async function setCost(ctx: ShopContext, typed: string): Promise<Outcome> {
  const { item = "", quantity = 0 } = noteOf(ctx, "incoming").entry ?? {}
  if (typed === "none") {
    enter(ctx, "incoming", { cost: null })
    return undefined
  }
  const isLast = typed === "last"
  const cost = isLast ? await lastCost(ctx.container, item) : costIn(typed, quantity)
  if (cost === undefined) {
    return isLast ? STALE : ctx.t("stock.cost_wrong")
  }
  enter(ctx, "incoming", { cost, ...(isLast ? { is_last_cost: true } : {}) })
  return undefined
}

/** @param typed a number of days, or `none` */
export async function setDays(ctx: ShopContext, typed: string): Promise<Outcome> {
  const days = typed === "none" ? null : (quantityIn(typed) ?? NaN)
  if (days !== null && !(Number.isInteger(days) && days <= MOST_DAYS)) {
    return ctx.t("stock.days_wrong", { most: MOST_DAYS })
  }
  enter(ctx, "incoming", { days })
  return undefined
}

async function setTarget(ctx: ShopContext, { lines }: StockNote, to: string): Promise<Outcome> {
  if (lines.some(({ item }) => item === to)) {
    return ctx.t("errors.same_item")
  }
  if (!(await itemsById(ctx.container, [to], ctx.t.language)).has(to)) {
    return ctx.t("errors.item_not_found")
  }
  changeNote(ctx, "regrading", { to })
  return undefined
}

async function setReason(ctx: ShopContext, reason: string): Promise<Outcome> {
  if (!LOSS_REASONS.some((known) => known === reason)) {
    return STALE
  }
  changeNote(ctx, "loss", { reason })
  return undefined
}

async function setSupplier(ctx: ShopContext, id: string): Promise<Outcome> {
  const isNone = id === "none"
  const [found] = isNone ? [] : await ledgerOf(ctx.container).listSuppliers({ id }, { take: 1 })
  if (!isNone && !found) {
    return ctx.t("errors.supplier_not_found")
  }
  changeNote(ctx, "incoming", { supplier_id: found?.id })
  return undefined
}

async function dropLine(
  ctx: ShopContext,
  kind: StockNoteKind,
  { lines }: StockNote,
  index: string,
): Promise<Outcome> {
  if (!/^\d{1,2}$/.test(index) || !lines[Number(index)]) {
    return STALE
  }
  changeNote(ctx, kind, { lines: lines.filter((_, at) => at !== Number(index)) })
  return undefined
}

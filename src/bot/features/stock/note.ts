import { randomBytes } from "node:crypto"
import type { ShopContext } from "../../runtime/context"
import type { StockNote, StockNoteKind, StockNoteLine } from "../../runtime/session"

export const NOTE_KINDS = ["incoming", "loss", "regrading"] as const satisfies StockNoteKind[]

/** Lines of a note: they fit in one message. */
export const MOST_LINES = 25

export const isNoteKind = (kind: string): kind is StockNoteKind =>
  (NOTE_KINDS as readonly string[]).includes(kind)

/** What the bot asks next for a note. */
export type Step = "item" | "quantity" | "cost" | "days" | "reason" | "to" | "summary"

export const noteIn = ({ session }: ShopContext, kind: StockNoteKind): StockNote | undefined =>
  session.stock?.notes?.[kind]

/** The note of a kind, which begins if there is none. */
export function noteOf(ctx: ShopContext, kind: StockNoteKind): StockNote {
  return noteIn(ctx, kind) ?? changeNote(ctx, kind, {})
}

/** Changes a note. Its former buttons do nothing any more. */
export function changeNote(ctx: ShopContext, kind: StockNoteKind, change: Partial<StockNote>): StockNote {
  const stock = ctx.session.stock ?? {}
  const version = (stock.version ?? 0) + 1
  const note: StockNote = {
    id: randomBytes(9).toString("base64url"),
    lines: [],
    ...stock.notes?.[kind],
    ...change,
    version,
  }
  ctx.session.stock = { ...stock, version, notes: { ...stock.notes, [kind]: note } }
  return note
}

export function forgetNote({ session }: ShopContext, kind: StockNoteKind): void {
  session.stock = { ...session.stock, notes: { ...session.stock?.notes, [kind]: undefined } }
}

/** Whether a note has something that a person entered. */
export const isBegun = (note: StockNote | undefined): boolean =>
  note !== undefined && (note.lines.length > 0 || note.entry?.item !== undefined)

export function stepOf(kind: StockNoteKind, { entry, lines, reason, to }: StockNote): Step {
  if (entry ?? !lines.length) {
    return stepOfEntry(entry ?? {})
  }
  if (kind === "loss" && !reason) {
    return "reason"
  }
  return kind === "regrading" && !to ? "to" : "summary"
}

function stepOfEntry({ item, quantity, cost }: Partial<StockNoteLine>): Step {
  if (!item) {
    return "item"
  }
  return quantity === undefined ? "quantity" : cost === undefined ? "cost" : "days"
}

/** Adds an answer to the line that is being entered. A complete line becomes a line of the note. */
export function enter(ctx: ShopContext, kind: StockNoteKind, answer: Partial<StockNoteLine>): void {
  const { entry, lines } = noteOf(ctx, kind)
  const line = { ...entry, ...answer }
  const { item, location, quantity, days } = line
  const isComplete = quantity !== undefined && (kind !== "incoming" || days !== undefined)
  if (item && location && isComplete) {
    changeNote(ctx, kind, { lines: [...lines, { ...line, item, location, quantity }], entry: undefined })
  } else {
    changeNote(ctx, kind, { entry: line })
  }
}

/** Takes the last answer back. @returns false at the beginning of the note */
export function takeStepBack(ctx: ShopContext, kind: StockNoteKind): boolean {
  const note = noteOf(ctx, kind)
  const { entry, lines } = note
  switch (stepOf(kind, note)) {
    case "summary":
      return false
    case "item":
      changeNote(ctx, kind, { entry: undefined })
      return lines.length > 0
    case "quantity":
      changeNote(ctx, kind, { entry: {} })
      return true
    case "cost":
      changeNote(ctx, kind, { entry: { ...entry, quantity: undefined } })
      return true
    case "days":
      changeNote(ctx, kind, { entry: { ...entry, cost: undefined, is_last_cost: undefined } })
      return true
    case "reason":
    case "to": {
      const last = lines.at(-1)
      changeNote(ctx, kind, {
        entry: last && { item: last.item, location: last.location },
        lines: lines.slice(0, -1),
      })
      return true
    }
  }
}

import { randomBytes } from "node:crypto"
import type { ShopContext } from "../../runtime/context"
import type { ShowcaseNote } from "../../runtime/session"

/** What the bot asks next for a bouquet that is being made. */
export type Step = "photo" | "item" | "quantity" | "recipe" | "size" | "summary"

export const noteIn = ({ session }: ShopContext): ShowcaseNote | undefined => session.showcase?.note

/** The bouquet that is being made, which begins if there is none. */
export const noteOf = (ctx: ShopContext): ShowcaseNote => noteIn(ctx) ?? changeNote(ctx, {})

/** A number for the buttons of a new screen. */
export function nextVersion({ session }: ShopContext): number {
  const version = (session.showcase?.version ?? 0) + 1
  session.showcase = { ...session.showcase, version }
  return version
}

/** Changes the note. Its former buttons do nothing any more. */
export function changeNote(ctx: ShopContext, change: Partial<ShowcaseNote>): ShowcaseNote {
  const version = nextVersion(ctx)
  const note: ShowcaseNote = {
    id: randomBytes(9).toString("base64url"),
    lines: [],
    ...noteIn(ctx),
    ...change,
    version,
  }
  ctx.session.showcase = { ...ctx.session.showcase, note }
  return note
}

export function forgetNote({ session }: ShopContext): void {
  session.showcase = { ...session.showcase, note: undefined }
}

/** Whether the note has something that a person entered. */
export const isBegun = (note: ShowcaseNote | undefined): boolean =>
  note !== undefined && (note.photo !== undefined || note.lines.length > 0)

export function stepOf({ photo, picking, entry, recipe_of, lines }: ShowcaseNote): Step {
  if (photo === undefined) {
    return "photo"
  }
  if (entry) {
    return "quantity"
  }
  if (picking === "recipe") {
    return recipe_of ? "size" : "recipe"
  }
  return picking === "item" || !lines.length ? "item" : "summary"
}

/** Sets the pieces of an item. None removes it. */
export function setLine(ctx: ShopContext, item: string, location: string, quantity: number): void {
  const { lines, entry } = noteOf(ctx)
  const lot = entry?.item === item ? entry.lot : undefined
  const isKnown = lines.some((line) => line.item === item)
  const changed = isKnown
    ? lines.map((line) => (line.item === item ? { ...line, quantity } : line))
    : [...lines, { item, location, quantity, ...(lot ? { lot } : {}) }]
  changeNote(ctx, {
    lines: changed.filter((line) => line.quantity > 0),
    entry: undefined,
    picking: undefined,
  })
}

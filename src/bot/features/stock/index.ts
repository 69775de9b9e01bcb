import { Composer } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { withoutInvisible } from "../../../lib/plain-text"
import { expect, onAnswer } from "../../ui/expect"
import { keeping } from "./access"
import { setCost, setDays, setFromButton, setItem, setQuantity } from "./answers"
import { approvals } from "./approvals"
import {
  askPart,
  deleteNote,
  openNote,
  openNoteWith,
  openStock,
  setField,
  stepBack,
  togglePictures,
} from "./buttons"
import { low } from "./low"
import { items, showItemsToLook } from "./overview"
import { showStock } from "./menu"
import { changeNote, forgetNote, isNoteKind, MOST_LINES, noteIn, noteOf, stepOf, takeStepBack } from "./note"
import { recording } from "./record"
import { ANSWER, PARTS, showReasons, showStep, TEXT } from "./screens"
import { shopping } from "./shopping"
import { stale } from "./stale"
import { newSuppliers } from "./new-suppliers"
import { wilting } from "./wilting"

/** Maximum length of the text of a note, as the ledger has it. */
const TEXT_LENGTH = 500

/** The stock menu of owners, managers and florists, in their private chats. Each handler checks the role. */
export const stock = new Composer<ShopContext>()

stock.command(
  "stock",
  keeping((ctx, _next, member) => showStock(ctx, member)),
)
openStock.on(
  stock,
  keeping((ctx, _none, member) => showStock(ctx, member)),
)

openNote.on(
  stock,
  keeping((ctx, { kind }, member) =>
    isNoteKind(kind) ? showStep(ctx, kind, member) : stale(ctx, kind, member),
  ),
)

openNoteWith.on(
  stock,
  keeping(async (ctx, { kind, itemId }, member) => {
    if (!isNoteKind(kind) || (kind === "regrading" && noteOf(ctx, kind).lines.length)) {
      return stale(ctx, kind, member)
    }
    // A line whose pieces are known is finished first.
    const isInLine = noteOf(ctx, kind).entry?.quantity !== undefined
    const notice = isInLine ? ctx.t("stock.finish_first") : await setItem(ctx, kind, itemId)
    return showStep(ctx, kind, member, { notice })
  }),
)

setField.on(
  stock,
  keeping(async (ctx, { kind, version, field, value }, member) => {
    const isNow = isNoteKind(kind) && String(noteIn(ctx, kind)?.version) === version
    const isSet = isNow && (await setFromButton(ctx, kind, { field, value }, member))
    return isSet ? undefined : stale(ctx, kind, member)
  }),
)

stepBack.on(
  stock,
  keeping(async (ctx, { kind, version }, member) => {
    if (!isNoteKind(kind) || String(noteIn(ctx, kind)?.version) !== version) {
      return stale(ctx, kind, member)
    }
    return takeStepBack(ctx, kind) ? showStep(ctx, kind, member) : showStock(ctx, member)
  }),
)

const isPart = (part: string): part is keyof typeof PARTS => Object.hasOwn(PARTS, part)

togglePictures.on(
  stock,
  keeping((ctx, { flow }, member) => {
    const { session } = ctx
    session.stock = { ...session.stock, with_pictures: !session.stock?.with_pictures }
    return isNoteKind(flow) ? showStep(ctx, flow, member) : showItemsToLook(ctx)
  }),
)

askPart.on(
  stock,
  keeping(async (ctx, { kind, version, part }, member) => {
    const note = isNoteKind(kind) ? noteIn(ctx, kind) : undefined
    if (!isNoteKind(kind) || !note || String(note.version) !== version || stepOf(kind, note) !== "summary") {
      return stale(ctx, kind, member)
    }
    if (part === "line" && kind !== "regrading") {
      const isFull = note.lines.length >= MOST_LINES
      changeNote(ctx, kind, isFull ? {} : { entry: {} })
      return showStep(ctx, kind, member, isFull ? { notice: ctx.t("errors.too_many_lines") } : {})
    }
    if (part === "reason" && kind === "loss") {
      return showReasons(ctx, note)
    }
    return isPart(part) ? PARTS[part](ctx, kind, note) : stale(ctx, kind, member)
  }),
)

deleteNote.on(
  stock,
  keeping(async (ctx, { kind, version }, member) => {
    if (!isNoteKind(kind) || String(noteIn(ctx, kind)?.version) !== version) {
      return stale(ctx, kind, member)
    }
    forgetNote(ctx, kind)
    await ctx.answer(ctx.t.plain("stock.deleted"))
    return showStock(ctx, member)
  }),
)

onAnswer(
  stock,
  ANSWER,
  "message:text",
  keeping(async (ctx, kind: string | undefined, member) => {
    if (!kind || !isNoteKind(kind)) {
      return showStock(ctx, member)
    }
    const { text: words } = ctx.message
    switch (stepOf(kind, noteOf(ctx, kind))) {
      case "quantity":
        return showStep(ctx, kind, member, { notice: await setQuantity(ctx, kind, words) })
      case "cost":
        return showStep(ctx, kind, member, { notice: await setCost(ctx, words) })
      case "days":
        return showStep(ctx, kind, member, { notice: await setDays(ctx, words) })
      case "reason":
        return showStep(ctx, kind, member, { notice: ctx.t("stock.reason_by_button") })
      case "summary":
        // The name of the next flowers. A regrading has two items only.
        if (kind !== "regrading") {
          changeNote(ctx, kind, { entry: {} })
        }
        return showStep(ctx, kind, member, { words })
      case "item":
      case "to":
        return showStep(ctx, kind, member, { words })
    }
  }),
)

onAnswer(
  stock,
  ANSWER,
  "message:photo",
  keeping(async (ctx, kind: string | undefined, member) => {
    if (!kind || !isNoteKind(kind) || kind === "regrading") {
      return isNoteKind(kind ?? "") ? showStep(ctx, "regrading", member, again(ctx)) : showStock(ctx, member)
    }
    changeNote(ctx, kind, { photo_file_id: ctx.message.photo.at(-1)?.file_id })
    return showStep(ctx, kind, member, { notice: ctx.t("stock.photo_taken") })
  }),
)

onAnswer(
  stock,
  ANSWER,
  "message",
  keeping((ctx, kind: string | undefined, member) =>
    kind && isNoteKind(kind) ? showStep(ctx, kind, member, again(ctx)) : showStock(ctx, member),
  ),
)

const again = (ctx: ShopContext) => ({ notice: ctx.t("common.not_an_answer") })

onAnswer(
  stock,
  TEXT,
  "message",
  keeping(async (ctx, kind: string | undefined, member) => {
    if (!kind || !isNoteKind(kind)) {
      return showStock(ctx, member)
    }
    const text = withoutInvisible(ctx.message.text?.slice(0, TEXT_LENGTH + 1) ?? "").trim()
    if (!text || text.length > TEXT_LENGTH) {
      return PARTS.text(ctx, kind, noteOf(ctx, kind), ctx.t("stock.text_wrong", { count: TEXT_LENGTH }))
    }
    changeNote(ctx, kind, { text })
    expect(ctx, ANSWER, kind)
    return showStep(ctx, kind, member)
  }),
)

stock.use(recording)
stock.use(wilting)
stock.use(items)
stock.use(approvals)
stock.use(newSuppliers)
stock.use(low)
stock.use(shopping)

import { randomBytes } from "node:crypto"
import { InlineKeyboard } from "grammy"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { errorCode, isLockTimeout } from "../../../lib/errors"
import { enterCount } from "../../../workflows/stock-count/enter-count"
import { listItemsToCount, readCountedItem } from "../../../workflows/stock-count/read-count"
import { personInTelegram } from "../../../workflows/stock/person"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expect } from "../../ui/expect"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { itemsById } from "../stock/items"
import { count, MOST_PIECES, quantityIn } from "../stock/numbers"
import { showPicker } from "../stock/picker"
import { openCount, openCountedItem, openNext, setPieces, tagOf } from "./buttons"
import { SEARCH, showCount, signed } from "./screens"

/** The bot waits for a number of pieces. About: {@link Asked} as `count/item/adds`. */
export const PIECES = "counts.pieces"

/** Pieces on the keypad. */
const USUAL = [0, 1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50]
const NAME_LENGTH = 40

/** The item whose pieces the bot asks for. `adds`: the answer is added to what is counted of it. */
export type Asked = { id: string; item: string; adds: boolean }

export const aboutOf = ({ id, item, adds }: Asked): string => [id, item, adds ? 1 : 0].join("/")

export function askedIn(about: string | undefined): Asked | undefined {
  const [id, item, adds] = about?.split("/") ?? []
  return id && item ? { id, item, adds: adds === "1" } : undefined
}

/** Asks how many pieces of an item there are. */
export async function askPieces(
  ctx: ShopContext,
  asked: Asked,
  member: StaffMemberRecord,
  shown: { notice?: string; skipped?: number } = {},
): Promise<void> {
  const { t, container } = ctx
  const [items, counted] = await Promise.all([
    itemsById(container, [asked.item], t.language),
    readCountedItem(container, asked.id, asked.item),
  ])
  const item = items.get(asked.item)
  if (!item) {
    return showCount(ctx, asked.id, member, t("errors.item_not_found"))
  }
  expect(ctx, PIECES, aboutOf(asked))
  const { book, entries } = counted
  const tag = tagOf(asked.id)
  const token = randomBytes(3).toString("base64url")
  const set = (pieces: number) =>
    setPieces.pack({ count: tag, itemId: item.id, pieces, adds: asked.adds ? 1 : 0, token })
  const keyboard = new InlineKeyboard()
  const usual = asked.adds ? USUAL.filter((pieces) => pieces > 0) : USUAL
  addInRows(
    keyboard,
    usual.map((pieces) => ({ label: count(pieces), data: set(pieces) })),
    3,
  )
  if (!entries.length && book >= 0 && book <= MOST_PIECES) {
    keyboard.text(t.plain("counts.as_in_books", { count: count(book) }), set(book)).row()
  }
  if (entries.length) {
    const toggle = openCountedItem.pack({ count: tag, itemId: item.id, adds: asked.adds ? 0 : 1 })
    keyboard.text(t.plain(asked.adds ? "counts.to_replace" : "counts.to_add"), toggle).row()
  }
  if (!entries.length) {
    keyboard.text(t.plain("counts.skip"), openNext.pack({ count: tag, skipped: (shown.skipped ?? 0) + 1 }))
  }
  await show(ctx, {
    text: [
      shown.notice,
      t("counts.item", { name: item.name, count: count(book) }),
      entries.length
        ? [
            entries
              .map(({ actor_name: name, counted: pieces }) =>
                t("counts.entry", { name: clip(name ?? "", NAME_LENGTH), count: count(pieces) }),
              )
              .join("\n"),
            t(asked.adds ? "counts.adds" : "counts.replaces"),
          ].join("\n")
        : "",
      t("counts.ask_pieces"),
    ]
      .filter(Boolean)
      .join("\n\n"),
    keyboard: keyboard.text(t.plain("common.back"), openCount.pack({ count: tag })),
  })
}

/** Asks for the next item that nobody has counted. After the last one, the count is shown. */
export async function askNext(
  ctx: ShopContext,
  id: string,
  member: StaffMemberRecord,
  { skipped = 0, notice }: { skipped?: number; notice?: string } = {},
): Promise<void> {
  const [next] = await listItemsToCount(ctx.container, { id, take: 1, skip: skipped })
  return next
    ? askPieces(ctx, { id, item: next.id, adds: false }, member, { notice, skipped })
    : showCount(ctx, id, member, notice)
}

/** Saves pieces, and asks for the next item. A problem that a person can solve is shown with the same question. */
export async function savePieces(
  ctx: ShopContext,
  asked: Asked,
  { pieces, key }: { pieces: number; key: string },
  member: StaffMemberRecord,
): Promise<void> {
  const { t, container, account } = ctx
  const { id, item, adds } = asked
  try {
    const person = await personInTelegram(container, account.telegram_id)
    await enterCount(container, person, {
      ...{ id, inventory_item_id: item, counted: pieces, adds, key: `bot:${account.telegram_id}:${key}` },
    })
  } catch (error) {
    const text = `errors.${isLockTimeout(error) ? "try_again" : errorCode(error)}`
    if (!t.has(text)) {
      throw error
    }
    return showCount(ctx, id, member, t(text))
  }
  return askNext(ctx, id, member, { notice: await savedText(ctx, asked) })
}

async function savedText({ t, container }: ShopContext, { id, item }: Asked): Promise<string> {
  const [items, { total }] = await Promise.all([
    itemsById(container, [item], t.language),
    readCountedItem(container, id, item),
  ])
  const name = clip(items.get(item)?.name ?? t.plain("stock.item_gone"), NAME_LENGTH)
  const difference = Number(total?.difference ?? 0)
  return difference
    ? t("counts.saved_different", {
        ...{ name, count: count(total?.counted ?? 0), change: signed(difference, count) },
      })
    : t("counts.saved", { name, count: count(total?.counted ?? 0) })
}

/** Saves the pieces that a person typed. Any other text is the name of an item. */
export async function answerPieces(
  ctx: ShopContext,
  asked: Asked,
  { text, messageId }: { text: string; messageId: number },
  member: StaffMemberRecord,
): Promise<void> {
  const isZero = /^\s*0+\s*$/.test(text)
  const pieces = isZero && !asked.adds ? 0 : quantityIn(text)
  if (pieces !== undefined) {
    return savePieces(ctx, asked, { pieces, key: `m${messageId}` }, member)
  }
  return /^[\s\d.,+−-]+$/.test(text)
    ? askPieces(ctx, asked, member, { notice: ctx.t("counts.wrong", { most: count(MOST_PIECES) }) })
    : search(ctx, asked.id, text)
}

/** Shows the items that the words find. */
export async function search(ctx: ShopContext, id: string, words: string): Promise<void> {
  expect(ctx, SEARCH, id)
  await showPicker(ctx, {
    words,
    text: [ctx.t("counts.which"), ctx.t("stock.item_hint")].join("\n\n"),
    dataOf: ({ id: itemId }) => openCountedItem.pack({ count: tagOf(id), itemId, adds: 0 }),
    back: openCount.pack({ count: tagOf(id) }),
  })
}

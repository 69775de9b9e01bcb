import { InlineKeyboard } from "grammy"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { fromMinorUnits } from "../../../lib/money"
import { readCount, type NamedCount, type NamedCountedItem } from "../../../workflows/stock-count/read-count"
import { catalogOf } from "../../catalog/cache"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expect, expectNothing } from "../../ui/expect"
import { show } from "../../ui/screen"
import { money, type Translate } from "../../ui/texts"
import { isDecider } from "../stock/access"
import { openRequests, openStock } from "../stock/buttons"
import { itemsById, shortName } from "../stock/items"
import { count } from "../stock/numbers"
import {
  askToCancel,
  askToClose,
  cancelNow,
  closeNow,
  openCount,
  openDifferences,
  openNext,
  tagOf,
} from "./buttons"

/** The bot waits for the name of an item. About: the id of the count. */
export const SEARCH = "counts.search"

const NAME_LENGTH = 40
/** Differences on a screen. */
const LISTED = 15

type Read = Awaited<ReturnType<typeof readCount>>

/** Shows a count: what is counted, what is left, and what differs. The next message is the name of an item. */
export async function showCount(
  ctx: ShopContext,
  id: string,
  member: StaffMemberRecord,
  notice?: string,
): Promise<void> {
  const { t, container } = ctx
  const read = await readCount(container, id)
  const { status } = read.count
  const tag = tagOf(id)
  const keyboard = new InlineKeyboard()
  const isOpen = status === "open"
  if (isOpen) {
    expect(ctx, SEARCH, id)
    if (read.not_counted) {
      keyboard
        .text(t.plain("counts.next", { count: read.not_counted }), openNext.pack({ count: tag, skipped: 0 }))
        .row()
    }
  } else {
    expectNothing(ctx)
  }
  if (differing(read).length) {
    keyboard.text(t.plain("counts.differences"), openDifferences.pack({ count: tag, page: 0 })).row()
  }
  if (isOpen) {
    keyboard.text(t.plain("counts.cancel"), askToCancel.pack({ count: tag }))
    if (read.items.length) {
      keyboard.text(t.plain("counts.close"), askToClose.pack({ count: tag })).success()
    }
    keyboard.row()
  } else if (status === "waiting" && isDecider(member)) {
    keyboard.text(t.plain("counts.decide"), openRequests.pack({})).row()
  }
  await show(ctx, {
    text: [
      notice,
      titleOf(t, read.count),
      await sumsOf(ctx, read, member),
      isOpen ? t("counts.hint") : t(`counts.${status}`),
    ]
      .filter(Boolean)
      .join("\n\n"),
    keyboard: keyboard.text(t.plain("common.back"), openStock.pack({})),
  })
}

const differing = ({ items }: Read): NamedCountedItem[] =>
  items.filter(({ difference }) => Number(difference) !== 0)

function titleOf(t: Translate, { location_name, category_name }: NamedCount): string {
  const place = clip(location_name ?? "", NAME_LENGTH)
  return category_name
    ? t("counts.title_category", { place, category: clip(category_name, NAME_LENGTH) })
    : t("counts.title", { place })
}

/** How much is counted, and the sums of the differences. Their value only for those who see costs. */
export async function sumsOf(ctx: ShopContext, read: Read, member: StaffMemberRecord): Promise<string> {
  const { t, container } = ctx
  const different = differing(read)
  const sum = (sign: 1 | -1) =>
    different.reduce((total, { difference }) => total + Math.max(0, sign * Number(difference)), 0)
  const { currency_code } = await catalogOf(container)
  const value = different.reduce((total, item) => total + (item.value ?? 0), 0)
  return [
    t("counts.counted", { count: count(read.items.length) }),
    t("counts.not_counted", { count: count(read.not_counted) }),
    different.length
      ? t("counts.differ", { count: count(different.length), more: count(sum(1)), less: count(sum(-1)) })
      : "",
    different.length && isDecider(member)
      ? t("stock.worth", { amount: signed(value, (worth) => money(t, fromMinorUnits(worth), currency_code)) })
      : "",
  ]
    .filter(Boolean)
    .join("\n")
}

/** A number with its sign, formatted. */
export const signed = (value: number, format: (value: number) => string): string =>
  `${value < 0 ? "−" : value > 0 ? "+" : ""}${format(Math.abs(value))}`

/** Shows what differs, with its value to those who see costs. */
export async function showDifferences(
  ctx: ShopContext,
  id: string,
  page: number,
  member: StaffMemberRecord,
): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const read = await readCount(container, id)
  const all = differing(read)
  const shown = all.slice(page * LISTED, (page + 1) * LISTED)
  const ids = shown.map(({ inventory_item_id }) => inventory_item_id)
  const [items, { currency_code }] = await Promise.all([
    itemsById(container, ids, t.language),
    catalogOf(container),
  ])
  const line = ({ inventory_item_id, counted, book, difference, value }: NamedCountedItem) => {
    const name = shortName(t, items, inventory_item_id)
    const change = signed(Number(difference), count)
    const pieces = t("counts.difference", { name, counted: count(counted), book: count(book), change })
    const worth = (amount: number) => money(t, fromMinorUnits(amount), currency_code)
    return isDecider(member) && value !== null ? `${pieces} · ${signed(value, worth)}` : pieces
  }
  const tag = tagOf(id)
  const keyboard = new InlineKeyboard()
  if (page > 0) {
    keyboard.text("◀️", openDifferences.pack({ count: tag, page: page - 1 }))
  }
  if ((page + 1) * LISTED < all.length) {
    keyboard.text("▶️", openDifferences.pack({ count: tag, page: page + 1 }))
  }
  await show(ctx, {
    text: [t("counts.differences_title"), shown.map(line).join("\n") || t("counts.no_differences")].join(
      "\n\n",
    ),
    keyboard: keyboard.row().text(t.plain("common.back"), openCount.pack({ count: tag })),
  })
}

/** Asks whether to close or to cancel a count. */
export async function showQuestion(
  ctx: ShopContext,
  id: string,
  verb: "close" | "cancel",
  member: StaffMemberRecord,
): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const read = await readCount(container, id)
  const tag = { count: tagOf(id) }
  const keyboard = new InlineKeyboard()
  if (verb === "close") {
    keyboard.text(t.plain("counts.close_yes"), closeNow.pack(tag)).success()
  } else {
    keyboard.text(t.plain("counts.cancel_yes"), cancelNow.pack(tag)).danger()
  }
  const text =
    verb === "close"
      ? [t("counts.close_ask"), await sumsOf(ctx, read, member), t("counts.close_hint")]
      : [t("counts.cancel_ask", { count: read.items.length })]
  await show(ctx, {
    text: text.join("\n\n"),
    keyboard: keyboard.row().text(t.plain("common.back"), openCount.pack(tag)),
  })
}

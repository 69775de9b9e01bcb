import { Composer, InlineKeyboard } from "grammy"
import { errorCode, isLockTimeout } from "../../../lib/errors"
import type { ClosedCount, MovementRecord } from "../../../modules/stock-ledger/types"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { sellingPlace } from "../../../workflows/selling-place"
import { beginCount } from "../../../workflows/stock-count/begin-count"
import { cancelCount } from "../../../workflows/stock-count/cancel-count"
import { closeCount, CountTooLowError } from "../../../workflows/stock-count/close-count"
import { openCounts as readOpenCounts } from "../../../workflows/stock-count/count-of"
import { readCount } from "../../../workflows/stock-count/read-count"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { personInTelegram } from "../../../workflows/stock/person"
import { askDeciders } from "../../messages/stock/requests"
import type { ShopContext } from "../../runtime/context"
import { expectNothing, onAnswer } from "../../ui/expect"
import { show } from "../../ui/screen"
import { keeping } from "../stock/access"
import { openStock } from "../stock/buttons"
import { itemsById, shortName } from "../stock/items"
import { count } from "../stock/numbers"
import {
  askToCancel,
  askToClose,
  beginCounting,
  cancelNow,
  closeNow,
  openCount,
  openCountedItem,
  openCounts,
  openDifferences,
  openNext,
  openPlace,
  setPieces,
  tagOf,
} from "./buttons"
import { answerPieces, askedIn, askNext, askPieces, PIECES, savePieces, search } from "./counting"
import { showPlace, showPlaces } from "./places"
import { SEARCH, showCount, showDifferences, showQuestion, signed, sumsOf } from "./screens"

/** Movements that the result of a count lists. */
const LISTED = 15

/** Counts of the stock by owners, managers and florists. Several people count at the same time. Each handler checks the role. */
export const stockCount = new Composer<ShopContext>()

openCounts.on(
  stockCount,
  keeping((ctx, _none, member) => showPlaces(ctx, member)),
)
openPlace.on(
  stockCount,
  keeping(async (ctx, { place }, member) => showPlace(ctx, await locationOf(ctx, place), member)),
)

async function locationOf({ container }: ShopContext, place: string): Promise<string | undefined> {
  const { location_ids: ids } = await sellingPlace(container)
  return ids.find((id) => tagOf(id) === place)
}

beginCounting.on(
  stockCount,
  keeping(async (ctx, { place, categoryId }, member) => {
    const { container, account } = ctx
    const location_id = await locationOf(ctx, place)
    if (!location_id) {
      return showPlaces(ctx, member)
    }
    const category_id = categoryId === "all" ? null : categoryId
    return trying(
      ctx,
      async () => {
        const person = await personInTelegram(container, account.telegram_id)
        const { id } = await beginCount(container, person, { location_id, category_id })
        await showCount(ctx, id, member)
      },
      (notice) => showPlace(ctx, location_id, member, notice),
    )
  }),
)

/** Runs an action. A problem that a person can solve is shown by `explain`. */
async function trying(
  ctx: ShopContext,
  act: () => Promise<unknown>,
  explain: (sentence: string) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await act()
  } catch (error) {
    const key = `errors.${isLockTimeout(error) ? "try_again" : errorCode(error)}`
    if (error instanceof CountTooLowError) {
      const { inventory_item_id: id } = error
      const items = await itemsById(ctx.container, [id], ctx.t.language)
      return explain(ctx.t("errors.count_too_low", { name: shortName(ctx.t, items, id) }))
    }
    if (!ctx.t.has(key)) {
      throw error
    }
    return explain(ctx.t(key))
  }
}

/** Handles buttons of a count. Those of an ended count say so: a second tap on "close" leaves the result on the screen. */
function ofCount<Values extends { count: string }>(
  handle: (ctx: ShopContext, id: string, member: StaffMemberRecord, values: Values) => Promise<unknown>,
) {
  return keeping<ShopContext, Values>(async (ctx, values, member) => {
    const counts = await readOpenCounts(ctx.container)
    const found = counts.find(({ id }) => tagOf(id) === values.count)
    if (!found) {
      return ctx.answer(ctx.t.plain("counts.ended"), { alert: true })
    }
    return found.status === "open" ? handle(ctx, found.id, member, values) : showCount(ctx, found.id, member)
  })
}

openCount.on(
  stockCount,
  ofCount((ctx, id, member) => showCount(ctx, id, member)),
)
openNext.on(
  stockCount,
  ofCount((ctx, id, member, { skipped }) => askNext(ctx, id, member, { skipped: numberIn(skipped) })),
)
openCountedItem.on(
  stockCount,
  ofCount((ctx, id, member, { itemId: item, adds }) =>
    askPieces(ctx, { id, item, adds: adds === "1" }, member),
  ),
)
setPieces.on(
  stockCount,
  ofCount((ctx, id, member, { itemId: item, pieces, adds, token }) =>
    savePieces(ctx, { id, item, adds: adds === "1" }, { pieces: Number(pieces), key: token }, member),
  ),
)
openDifferences.on(
  stockCount,
  ofCount((ctx, id, member, { page }) => showDifferences(ctx, id, numberIn(page), member)),
)
askToClose.on(
  stockCount,
  ofCount((ctx, id, member) => showQuestion(ctx, id, "close", member)),
)
askToCancel.on(
  stockCount,
  ofCount((ctx, id, member) => showQuestion(ctx, id, "cancel", member)),
)

/** A number of a button; 0 for a forged one. */
const numberIn = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : 0)

cancelNow.on(
  stockCount,
  ofCount((ctx, id, member) =>
    trying(
      ctx,
      async () => {
        await cancelCount(ctx.container, await personInTelegram(ctx.container, ctx.account.telegram_id), id)
        await showPlaces(ctx, member, ctx.t("counts.canceled"))
      },
      (notice) => showCount(ctx, id, member, notice),
    ),
  ),
)

closeNow.on(
  stockCount,
  ofCount((ctx, id, member) =>
    trying(
      ctx,
      async () => {
        const person = await personInTelegram(ctx.container, ctx.account.telegram_id)
        const sums = await sumsOf(ctx, await readCount(ctx.container, id), member)
        await showClosed(ctx, await closeCount(ctx.container, person, id), sums)
      },
      (notice) => showCount(ctx, id, member, notice),
    ),
  ),
)

/** Shows what became of a closed count. */
async function showClosed(ctx: ShopContext, closed: ClosedCount, sums: string): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  await show(ctx, {
    text: [await outcomeText(ctx, closed), sums].filter(Boolean).join("\n\n"),
    keyboard: new InlineKeyboard().text(t.plain("stock.open"), openStock.pack({})),
  })
}

async function outcomeText({ t, container }: ShopContext, closed: ClosedCount): Promise<string> {
  const ledger = ledgerOf(container)
  const { request_id, document_id } = closed
  if (request_id) {
    const [request] = await ledger.listStockRequests({ id: request_id }, { take: 1 })
    return t((await askDeciders(container, request)) ? "counts.waiting" : "counts.waits_nobody")
  }
  if (!document_id) {
    return t("counts.closed_equal")
  }
  const movements = await ledger.listOfDocument(document_id)
  const shown = movements.slice(0, LISTED)
  const ids = shown.map(({ inventory_item_id }) => inventory_item_id)
  const items = await itemsById(container, ids, t.language)
  const line = ({ inventory_item_id: item, quantity, stock_after }: MovementRecord) =>
    t("stock.moved", {
      name: shortName(t, items, item),
      change: signed(Number(quantity), count),
      count: count(stock_after),
    })
  const more = movements.length - shown.length
  return [
    t("counts.closed"),
    [...shown.map(line), ...(more ? [t("stock.request_more", { count: more })] : [])].join("\n"),
  ].join("\n\n")
}

onAnswer(
  stockCount,
  PIECES,
  "message:text",
  keeping((ctx, about: string | undefined, member) => {
    const asked = askedIn(about)
    const { text, message_id: messageId } = ctx.message
    return asked ? answerPieces(ctx, asked, { text, messageId }, member) : showPlaces(ctx, member)
  }),
)

onAnswer(
  stockCount,
  SEARCH,
  "message:text",
  keeping((ctx, id: string | undefined, member) =>
    id ? search(ctx, id, ctx.message.text) : showPlaces(ctx, member),
  ),
)

for (const question of [PIECES, SEARCH]) {
  onAnswer(
    stockCount,
    question,
    "message",
    keeping((ctx, _about: string | undefined, member) =>
      showPlaces(ctx, member, ctx.t("common.not_an_answer")),
    ),
  )
}

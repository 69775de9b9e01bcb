import { Composer, InlineKeyboard } from "grammy"
import { errorCode, isLockTimeout } from "../../../lib/errors"
import type { BouquetRecord } from "../../../modules/showcase/types"
import { LOSS_REASONS } from "../../../modules/stock-ledger/types"
import { settingsOf } from "../../../workflows/settings"
import { findBouquet, listBouquets } from "../../../workflows/showcase/bouquets"
import { changePrice } from "../../../workflows/showcase/change-price"
import { takeApart, writeOff } from "../../../workflows/showcase/end-bouquet"
import { personInTelegram, type StockPerson } from "../../../workflows/stock/person"
import { catalogOf } from "../../catalog/cache"
import { bouquetCard, markedDown } from "../../messages/showcase/card"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expect, expectNothing, onAnswer } from "../../ui/expect"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { money, type TextKey } from "../../ui/texts"
import { keeping } from "../stock/access"
import { openStock } from "../stock/buttons"
import {
  askPrice,
  askWriteOff,
  keepBouquet,
  markDown,
  openBouquet,
  openBouquetNote,
  openShowcase,
  undoBouquet,
  writeBouquetOff,
} from "./buttons"
import { priceIn } from "./make"

const NEW_PRICE = "showcase.new_price"
/** Bouquets that the list shows. */
const LISTED = 30
const NAME_LENGTH = 34

/** The bouquets on show, and what can be done with them. */
export const shown = new Composer<ShopContext>()

openShowcase.on(
  shown,
  keeping((ctx) => showShowcase(ctx)),
)

export async function showShowcase(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const [bouquets, { currency_code }] = await Promise.all([
    listBouquets(container, { status: ["offered"], take: LISTED }),
    catalogOf(container),
  ])
  const keyboard = new InlineKeyboard()
  for (const { id, price, title_ru, title_uz } of bouquets) {
    const name = clip(t.language === "ru" ? title_ru : title_uz, NAME_LENGTH)
    keyboard.text(`${name} · ${money(t, price, currency_code)}`, openBouquet.pack({ id })).row()
  }
  await show(ctx, {
    text: t(bouquets.length ? "showcase.list" : "showcase.list_empty"),
    keyboard: keyboard
      .text(t.plain("showcase.make"), openBouquetNote.pack({}))
      .row()
      .text(t.plain("common.back"), openStock.pack({})),
  })
}

openBouquet.on(
  shown,
  keeping((ctx, { id }) => showBouquet(ctx, id)),
)
keepBouquet.on(
  shown,
  keeping(async (ctx, { id }) => {
    await ctx.answer(ctx.t.plain("showcase.kept"))
    return showBouquet(ctx, id)
  }),
)

/** Shows a bouquet as it is now, also one that is sold or ended. */
export async function showBouquet(ctx: ShopContext, id: string, notice?: string): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const bouquet = await findBouquet(container, { id })
  if (!bouquet) {
    await ctx.answer(t.plain("errors.bouquet_not_found"), { alert: true })
    return showShowcase(ctx)
  }
  const card = await bouquetCard(container, t, bouquet)
  await show(ctx, {
    ...card,
    text: [notice, card.text].filter(Boolean).join("\n\n"),
    keyboard: card.keyboard.row().text(t.plain("showcase.open"), openShowcase.pack({})),
  })
}

/** Changes a bouquet, and shows what became of it. A refusal is an alert, and the bouquet is shown as it is. */
export async function change(
  ctx: ShopContext,
  id: string,
  done: TextKey,
  act: (person: StockPerson) => Promise<BouquetRecord>,
): Promise<void> {
  const { t, container, account } = ctx
  try {
    await act(await personInTelegram(container, account.telegram_id))
  } catch (error) {
    const key = `errors.${isLockTimeout(error) ? "try_again" : errorCode(error)}`
    if (!t.has(key)) {
      throw error
    }
    await ctx.answer(t.plain(key), { alert: true })
    return showBouquet(ctx, id, ctx.message ? t(key) : undefined)
  }
  await ctx.answer(t.plain(done))
  return showBouquet(ctx, id)
}

undoBouquet.on(
  shown,
  keeping(async (ctx, { id }) => {
    const { t, container, account } = ctx
    const bouquet = await findBouquet(container, { id })
    if (bouquet?.actor_id !== account.telegram_id) {
      return ctx.answer(t.plain("errors.bouquet_not_found"), { alert: true })
    }
    if (Date.now() - (bouquet.made_at?.getTime() ?? 0) > settingsOf(container).undoSeconds * 1000) {
      return ctx.answer(t.plain("showcase.undo_late"), { alert: true })
    }
    return change(ctx, id, "showcase.undone", (person) => takeApart(container, person, { id, lost: [] }))
  }),
)

askPrice.on(
  shown,
  keeping((ctx, { id }) => showPriceQuestion(ctx, id)),
)

async function showPriceQuestion(ctx: ShopContext, id: string, notice?: string): Promise<void> {
  const { t, container } = ctx
  const [bouquet, { currency_code }] = await Promise.all([
    findBouquet(container, { id }),
    catalogOf(container),
  ])
  if (bouquet?.status !== "offered") {
    return showBouquet(ctx, id)
  }
  expect(ctx, NEW_PRICE, id)
  const keyboard = new InlineKeyboard()
  for (const price of markedDown(bouquet.price)) {
    keyboard.text(money(t, price, currency_code), markDown.pack({ id, price })).row()
  }
  await show(ctx, {
    text: [notice, t("showcase.new_price", { price: money(t, bouquet.price, currency_code) })]
      .filter(Boolean)
      .join("\n\n"),
    keyboard: keyboard.text(t.plain("common.back"), openBouquet.pack({ id })),
  })
}

const reprice = (ctx: ShopContext, id: string, price: number) =>
  change(ctx, id, "showcase.marked_down", (person) => changePrice(ctx.container, person, { id, price }))

markDown.on(
  shown,
  keeping((ctx, { id, price }) => {
    const chosen = priceIn(price)
    return chosen === undefined ? showBouquet(ctx, id) : reprice(ctx, id, chosen)
  }),
)
onAnswer(
  shown,
  NEW_PRICE,
  "message:text",
  keeping((ctx, id: string | undefined) => {
    const price = priceIn(ctx.message.text)
    return price === undefined
      ? showPriceQuestion(ctx, id ?? "", ctx.t("showcase.price_wrong"))
      : reprice(ctx, id ?? "", price)
  }),
)
onAnswer(
  shown,
  NEW_PRICE,
  "message",
  keeping((ctx, id: string | undefined) => showPriceQuestion(ctx, id ?? "", ctx.t("common.not_an_answer"))),
)

askWriteOff.on(
  shown,
  keeping(async (ctx, { id }) => {
    const { t, container } = ctx
    if ((await findBouquet(container, { id }))?.status !== "offered") {
      return showBouquet(ctx, id)
    }
    expectNothing(ctx)
    const keyboard = new InlineKeyboard()
    addInRows(
      keyboard,
      LOSS_REASONS.map((reason) => ({
        label: t.plain(`stock.${reason}_reason`),
        data: writeBouquetOff.pack({ id, reason }),
      })),
      2,
    )
    return show(ctx, {
      text: t("showcase.write_off_ask"),
      keyboard: keyboard.text(t.plain("common.back"), openBouquet.pack({ id })),
    })
  }),
)
writeBouquetOff.on(
  shown,
  keeping((ctx, { id, reason }) =>
    change(ctx, id, "showcase.written_off_done", (person) => writeOff(ctx.container, person, { id, reason })),
  ),
)

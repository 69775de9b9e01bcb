import { Composer, InlineKeyboard } from "grammy"
import type { WiltingLot } from "../../../modules/stock-ledger/types"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { settingsOf } from "../../../workflows/settings"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { endOffer, startOffer } from "../../../workflows/stock/offers"
import { personInTelegram } from "../../../workflows/stock/person"
import { catalogOf } from "../../catalog/cache"
import { readWilting, wiltingText } from "../../messages/stock/wilting"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expectNothing } from "../../ui/expect"
import { show } from "../../ui/screen"
import { dayAndMonthOf, dayOf, momentInFull } from "../../ui/when"
import { openBouquetOf } from "../showcase/buttons"
import { isDecider, keeping } from "./access"
import { endLotOffer, offerLot, openLot, openStock, openWilting, throwAway } from "./buttons"
import { itemsById, shortName } from "./items"
import { changeNote, MOST_LINES, noteOf } from "./note"
import { count } from "./numbers"
import { showStep } from "./screens"

const NAME_LENGTH = 34
/** Lots that have a button. */
const MOST_BUTTONS = 10
/** Products that the screen of a lot names. */
const MOST_PRODUCTS = 5

/** What is no longer fresh today or tomorrow, and what to do with it. */
export const wilting = new Composer<ShopContext>()

openWilting.on(
  wilting,
  keeping((ctx) => showWilting(ctx)),
)

async function showWilting(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const found = await readWilting(container, dayOf(), t.language)
  const keyboard = new InlineKeyboard()
  for (const { id, name, pieces } of found.lots.slice(0, MOST_BUTTONS)) {
    const label = t.plain("stock.wilting_button", { name: clip(name, NAME_LENGTH), count: count(pieces) })
    keyboard.text(label, openLot.pack({ lotId: id })).row()
  }
  await show(ctx, {
    text: found.lots.length ? wiltingText(t, found) : t("stock.wilting_none"),
    keyboard: keyboard.text(t.plain("common.back"), openStock.pack({})),
  })
}

openLot.on(
  wilting,
  keeping(async (ctx, { lotId }, member) => {
    const lot = await ledgerOf(ctx.container).findLot(lotId)
    return lot ? showLot(ctx, lot, member) : lotGone(ctx)
  }),
)

async function lotGone(ctx: ShopContext): Promise<void> {
  await ctx.answer(ctx.t.plain("stock.lot_gone"), { alert: true })
  return showWilting(ctx)
}

/** A lot with what can be done with it. Only owners and managers change prices. */
async function showLot(ctx: ShopContext, lot: WiltingLot, member: StaffMemberRecord): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const { id: lotId, inventory_item_id: item, quantity_left, wilts_on } = lot
  const [items, [offer]] = await Promise.all([
    itemsById(container, [item], t.language),
    ledgerOf(container).listStockOffers({ lot_id: lotId, ended_at: null }, { take: 1 }),
  ])
  const products = await productsWith(ctx, item)
  const keyboard = new InlineKeyboard().text(t.plain("stock.lot_throw_away"), throwAway.pack({ lotId })).row()
  if (isDecider(member) && (offer || products.length)) {
    const { stockOfferPercent: percent } = settingsOf(container)
    const button = offer
      ? ([t.plain("stock.offer_end"), endLotOffer.pack({ offerId: offer.id })] as const)
      : ([t.plain("stock.offer_start", { percent }), offerLot.pack({ lotId })] as const)
    keyboard.text(...button).row()
  }
  keyboard.text(t.plain("stock.lot_bouquet"), openBouquetOf.pack({ lotId })).row()
  const more = products.length - MOST_PRODUCTS
  const names = products.slice(0, MOST_PRODUCTS).map((name) => clip(name, NAME_LENGTH))
  const text = [
    `<b>${t("stock.name", { name: shortName(t, items, item) })}</b> — ${t("stock.pieces", { count: count(quantity_left) })}`,
    wilts_on ? t("stock.lot_wilts", { day: dayAndMonthOf(t, wilts_on) }) : "",
    names.length
      ? t("stock.lot_products", { names: [...names, ...(more > 0 ? [`+ ${more}`] : [])].join(", ") })
      : "",
    offer
      ? t("stock.offer_runs", { percent: offer.percent, until: momentInFull(t, offer.ends_at) })
      : t("stock.lot_what"),
  ]
  await show(ctx, {
    text: text.filter(Boolean).join("\n\n"),
    keyboard: keyboard.text(t.plain("common.back"), openWilting.pack({})),
  })
}

/** Names of the products on sale that use an item. */
async function productsWith({ container, t }: ShopContext, itemId: string): Promise<string[]> {
  const { products } = await catalogOf(container)
  return products
    .filter(({ variants }) =>
      variants.some(({ parts }) => parts.some((part) => part.inventory_item_id === itemId)),
    )
    .map(({ title }) => title[t.language])
}

throwAway.on(
  wilting,
  keeping(async (ctx, { lotId }, member) => {
    const { t } = ctx
    const lot = await ledgerOf(ctx.container).findLot(lotId)
    const { lines, reason = "wilted" } = noteOf(ctx, "loss")
    if (!lot) {
      return lotGone(ctx)
    }
    if (lines.length >= MOST_LINES) {
      await ctx.answer(t.plain("errors.too_many_lines"), { alert: true })
      return showWilting(ctx)
    }
    const { inventory_item_id: item, location_id: location, quantity_left } = lot
    const line = { item, location, quantity: Number(quantity_left), lot: lotId }
    const others = lines.filter((other) => other.lot !== lotId)
    changeNote(ctx, "loss", { lines: [...others, line], entry: undefined, reason })
    return showStep(ctx, "loss", member)
  }),
)

offerLot.on(
  wilting,
  keeping(async (ctx, { lotId }, member) => {
    const { t, container, account } = ctx
    const person = await personInTelegram(container, account.telegram_id)
    const { offer } = await startOffer(container, person, { lot_id: lotId })
    await ctx.answer(t.plain("stock.offer_started", { percent: offer.percent }))
    return showLotAgain(ctx, lotId, member)
  }),
)

endLotOffer.on(
  wilting,
  keeping(async (ctx, { offerId: id }, member) => {
    const { t, container, account } = ctx
    const person = await personInTelegram(container, account.telegram_id)
    const { lot_id } = await endOffer(container, person, { id })
    await ctx.answer(t.plain("stock.offer_ended"))
    return showLotAgain(ctx, lot_id, member)
  }),
)

async function showLotAgain(ctx: ShopContext, lotId: string, member: StaffMemberRecord): Promise<void> {
  const lot = await ledgerOf(ctx.container).findLot(lotId)
  return lot ? showLot(ctx, lot, member) : showWilting(ctx)
}

import { Composer, InlineKeyboard } from "grammy"
import { errorCode, isLockTimeout } from "../../../lib/errors"
import { withoutInvisible } from "../../../lib/plain-text"
import { MAX_UPLOAD_BYTES, verifyPicture } from "../../../lib/picture"
import type { BouquetRecord } from "../../../modules/showcase/types"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { settingsOf } from "../../../workflows/settings"
import { makeBouquet, MOST_PARTS, MOST_PRICE, MOST_TITLE } from "../../../workflows/showcase/make-bouquet"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { personInTelegram } from "../../../workflows/stock/person"
import { catalogOf } from "../../catalog/cache"
import type { ShopContext } from "../../runtime/context"
import { downloadFile } from "../../runtime/download-file"
import type { ShowcaseNote } from "../../runtime/session"
import { expectNothing, onAnswer } from "../../ui/expect"
import { pictureByFileId } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { money } from "../../ui/texts"
import { keeping } from "../stock/access"
import { openStock } from "../stock/buttons"
import { itemsById, rememberItems } from "../stock/items"
import { showStock } from "../stock/menu"
import { count, costIn, quantityIn } from "../stock/numbers"
import {
  askBouquetPart,
  openBouquetNote,
  openBouquetOf,
  openShowcase,
  recordBouquet,
  setPart,
  undoBouquet,
} from "./buttons"
import { changeNote, forgetNote, noteIn, noteOf, setLine, stepOf } from "./note"
import { proposedPrice, proposedTexts } from "./proposal"
import { ANSWER, askText, freeOf, isRecipe, PRICE, showStep, TITLE } from "./screens"

/** Makes bouquets for the showcase. */
export const making = new Composer<ShopContext>()

openBouquetNote.on(
  making,
  keeping((ctx, _none, member) => showStep(ctx, member)),
)

openBouquetOf.on(
  making,
  keeping(async (ctx, { lotId }, member) => {
    const lot = await ledgerOf(ctx.container).findLot(lotId)
    if (!lot) {
      await ctx.answer(ctx.t.plain("stock.lot_gone"), { alert: true })
      return showStock(ctx, member)
    }
    const { inventory_item_id: item } = lot
    const isIn = noteOf(ctx).lines.some((line) => line.item === item)
    return showStep(ctx, member, { notice: isIn ? undefined : await chooseItem(ctx, item, lotId) })
  }),
)

const isNow = (ctx: ShopContext, version: string) => String(noteIn(ctx)?.version) === version

async function stale(ctx: ShopContext, member: StaffMemberRecord): Promise<void> {
  await ctx.answer(ctx.t.plain("common.stale"))
  return noteIn(ctx) ? showStep(ctx, member) : showStock(ctx, member)
}

setPart.on(
  making,
  keeping(async (ctx, { version, field, value }, member) => {
    if (!isNow(ctx, version)) {
      return stale(ctx, member)
    }
    return showStep(ctx, member, { notice: await set(ctx, field, value) })
  }),
)

/** Sets what a button gives. @returns a sentence that asks again, or undefined */
async function set(ctx: ShopContext, field: string, value: string): Promise<string | undefined> {
  const { lines } = noteOf(ctx)
  const line = /^\d{1,2}$/.test(value) ? lines.at(Number(value)) : undefined
  switch (field) {
    case "photo":
      changeNote(ctx, { photo: null })
      return undefined
    case "picking":
      changeNote(ctx, {
        picking: value === "item" ? "item" : undefined,
        entry: undefined,
        recipe_of: undefined,
      })
      return undefined
    case "item":
      return chooseItem(ctx, value)
    case "quantity":
      return setQuantity(ctx, value)
    case "edit":
      changeNote(ctx, { entry: line && { item: line.item, location: line.location } })
      return undefined
    case "less":
    case "more":
      if (line) {
        setLine(ctx, line.item, line.location, Math.max(0, line.quantity + (field === "more" ? 1 : -1)))
      }
      return undefined
    case "recipe":
      return chooseRecipe(ctx, value)
    case "size":
      return takeRecipe(ctx, value)
    default:
      return ctx.t("common.stale")
  }
}

async function chooseItem(ctx: ShopContext, id: string, lot?: string): Promise<string | undefined> {
  const { t } = ctx
  const item = (await itemsById(ctx.container, [id], t.language)).get(id)
  if (!item?.location_id) {
    return t("errors.item_not_found")
  }
  if (noteOf(ctx).lines.length >= MOST_PARTS) {
    return t("showcase.most_kinds", { count: MOST_PARTS })
  }
  changeNote(ctx, { entry: { item: id, location: item.location_id, ...(lot ? { lot } : {}) } })
  return undefined
}

async function setQuantity(ctx: ShopContext, typed: string): Promise<string | undefined> {
  const { t } = ctx
  const note = noteOf(ctx)
  const { entry } = note
  const quantity = quantityIn(typed)
  const free = (await freeOf(ctx.container, note)).get(entry?.item ?? "") ?? 0
  if (!entry || quantity === undefined || quantity > free) {
    return t("showcase.quantity_most", { count: count(free) })
  }
  setLine(ctx, entry.item, entry.location, quantity)
  return undefined
}

async function chooseRecipe(ctx: ShopContext, productId: string): Promise<string | undefined> {
  const product = (await catalogOf(ctx.container)).productById.get(productId)
  const sizes = product?.variants.filter(isRecipe) ?? []
  if (!sizes.length) {
    return ctx.t("catalog.product_gone")
  }
  if (sizes.length === 1) {
    return takeRecipe(ctx, sizes[0].id)
  }
  changeNote(ctx, { recipe_of: productId })
  return undefined
}

/** Begins with the stems of a product of the catalogue. */
async function takeRecipe(ctx: ShopContext, variantId: string): Promise<string | undefined> {
  const { t, container } = ctx
  const { product, variant } = (await catalogOf(container)).variantById.get(variantId) ?? {}
  if (!product || !variant || !isRecipe(variant)) {
    return t("catalog.product_gone")
  }
  const items = await itemsById(
    container,
    variant.parts.map((part) => part.inventory_item_id),
    t.language,
  )
  const lines = variant.parts
    .slice(0, MOST_PARTS)
    .flatMap(({ inventory_item_id: item, required: quantity }) => {
      const location = items.get(item)?.location_id
      return location ? [{ item, location, quantity }] : []
    })
  const recipe = { product_id: product.id, title: product.title, price: variant.price, lines }
  changeNote(ctx, { lines, recipe, recipe_of: undefined, picking: undefined, entry: undefined })
  return undefined
}

askBouquetPart.on(
  making,
  keeping(async (ctx, { version, part }, member) => {
    if (!isNow(ctx, version)) {
      return stale(ctx, member)
    }
    switch (part) {
      case "item":
      case "recipe":
        changeNote(ctx, { picking: part, recipe_of: undefined, entry: undefined })
        return showStep(ctx, member)
      case "title":
      case "price":
        return askText(ctx, part)
      case "delete":
        forgetNote(ctx)
        await ctx.answer(ctx.t.plain("stock.deleted"))
        return showStock(ctx, member)
      default:
        return stale(ctx, member)
    }
  }),
)

onAnswer(
  making,
  ANSWER,
  "message:photo",
  keeping(async (ctx, _about: string | undefined, member) => {
    const notice = await takePhoto(ctx)
    return showStep(ctx, member, { notice })
  }),
)

/** Checks the photo by its bytes. @returns a sentence about a photo that cannot be taken */
async function takePhoto(ctx: ShopContext): Promise<string | undefined> {
  const { t } = ctx
  const photo = ctx.message?.photo?.at(-1)
  if (!photo || (photo.file_size ?? 0) > MAX_UPLOAD_BYTES) {
    return t("errors.picture_too_large")
  }
  try {
    await verifyPicture(await downloadFile(ctx, photo.file_id))
  } catch (error) {
    return refusalIn(ctx, error)
  }
  changeNote(ctx, { photo: photo.file_id })
  return undefined
}

/** The sentence for an error that a person can solve. @throws other errors */
function refusalIn({ t }: ShopContext, error: unknown): string {
  const key = `errors.${isLockTimeout(error) ? "try_again" : errorCode(error)}`
  if (!t.has(key)) {
    throw error
  }
  return t(key)
}

onAnswer(
  making,
  ANSWER,
  "message:text",
  keeping(async (ctx, _about: string | undefined, member) => {
    const { text: words } = ctx.message
    switch (stepOf(noteOf(ctx))) {
      case "quantity":
        return showStep(ctx, member, { notice: await setQuantity(ctx, words) })
      case "summary":
        changeNote(ctx, { picking: "item" })
        return showStep(ctx, member, { words })
      case "item":
      case "recipe":
        return showStep(ctx, member, { words })
      case "photo":
      case "size":
        return showStep(ctx, member, { notice: ctx.t("common.not_an_answer") })
    }
  }),
)

onAnswer(
  making,
  TITLE,
  "message:text",
  keeping(async (ctx, _about: string | undefined, member) => {
    const title = withoutInvisible(ctx.message.text).replace(/\s+/g, " ").trim()
    if (!title || title.length > MOST_TITLE) {
      return askText(ctx, "title", ctx.t("stock.text_wrong", { count: MOST_TITLE }))
    }
    changeNote(ctx, { title })
    return showStep(ctx, member)
  }),
)

/** A price in whole soums that a person typed. */
export function priceIn(text: string): number | undefined {
  const units = costIn(text, 1)
  const price = units === undefined ? undefined : units / 100
  return price !== undefined && Number.isInteger(price) && price > 0 && price <= MOST_PRICE
    ? price
    : undefined
}

onAnswer(
  making,
  PRICE,
  "message:text",
  keeping(async (ctx, _about: string | undefined, member) => {
    const price = priceIn(ctx.message.text)
    if (price === undefined) {
      return askText(ctx, "price", ctx.t("showcase.price_wrong"))
    }
    changeNote(ctx, { price })
    return showStep(ctx, member)
  }),
)

for (const question of [ANSWER, TITLE, PRICE]) {
  onAnswer(
    making,
    question,
    "message",
    keeping((ctx, _about: string | undefined, member) =>
      showStep(ctx, member, { notice: ctx.t("common.not_an_answer") }),
    ),
  )
}

recordBouquet.on(
  making,
  keeping(async (ctx, { version }, member) => {
    if (String(ctx.session.showcase?.made) === version) {
      return ctx.answer(ctx.t.plain("stock.recorded_already"))
    }
    const note = noteIn(ctx)
    if (!note || !isNow(ctx, version) || stepOf(note) !== "summary") {
      return stale(ctx, member)
    }
    try {
      return await conclude(ctx, note, await record(ctx, note))
    } catch (error) {
      return showStep(ctx, member, { notice: refusalIn(ctx, error) })
    }
  }),
)

async function record(ctx: ShopContext, note: ShowcaseNote): Promise<BouquetRecord> {
  const { container, account } = ctx
  const [person, texts, proposed] = await Promise.all([
    personInTelegram(container, account.telegram_id),
    proposedTexts(container, note),
    proposedPrice(container, note),
  ])
  return makeBouquet(container, person, {
    key: `bot:${account.telegram_id}:${note.id}`,
    ...texts,
    price: note.price ?? proposed,
    parts: note.lines.map(({ item, quantity, lot: lot_id }) => ({
      inventory_item_id: item,
      quantity,
      ...(lot_id ? { lot_id } : {}),
    })),
    location_id: note.lines[0].location,
    recipe_product_id: note.recipe?.product_id,
    photo_file_id: note.photo,
    picture: note.photo ? await downloadFile(ctx, note.photo) : undefined,
  })
}

async function conclude(ctx: ShopContext, note: ShowcaseNote, bouquet: BouquetRecord): Promise<void> {
  const { t, container, session } = ctx
  expectNothing(ctx)
  forgetNote(ctx)
  session.showcase = { ...session.showcase, made: note.version }
  rememberItems(
    ctx,
    note.lines.map(({ item }) => item),
  )
  const { currency_code } = await catalogOf(container)
  const keyboard = new InlineKeyboard()
  if (settingsOf(container).undoSeconds > 0) {
    keyboard.text(t.plain("stock.undo"), undoBouquet.pack({ id: bouquet.id })).row()
  }
  const title = t.language === "ru" ? bouquet.title_ru : bouquet.title_uz
  await show(ctx, {
    text: t("showcase.made", { title, price: money(t, bouquet.price, currency_code) }),
    ...(note.photo ? { photo: pictureByFileId(note.photo) } : {}),
    keyboard: keyboard
      .text(t.plain("showcase.make_another"), openBouquetNote.pack({}))
      .text(t.plain("showcase.open"), openShowcase.pack({}))
      .row()
      .text(t.plain("stock.open"), openStock.pack({})),
  })
}

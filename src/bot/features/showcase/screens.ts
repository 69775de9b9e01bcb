import { InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { fromMinorUnits } from "../../../lib/money"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { listBouquets } from "../../../workflows/showcase/bouquets"
import { listStockItems } from "../../../workflows/stock/list-items"
import { catalogOf } from "../../catalog/cache"
import { findProducts } from "../../catalog/search-index"
import { popular } from "../../catalog/similar"
import type { Product, Variant } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import type { ShowcaseNote } from "../../runtime/session"
import { clip } from "../../ui/clip"
import { expect } from "../../ui/expect"
import { banner, pictureByFileId } from "../../ui/pictures"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { escapeHtml, money, type Translate } from "../../ui/texts"
import { isDecider } from "../stock/access"
import { openStock } from "../stock/buttons"
import { itemsById, shortName } from "../stock/items"
import { count } from "../stock/numbers"
import { showPicker } from "../stock/picker"
import { askBouquetPart, openBouquetNote, recordBouquet, setPart } from "./buttons"
import { noteOf, stepOf } from "./note"
import { proposedPrice, proposedTexts } from "./proposal"

/** The bot waits for the next answer about a bouquet that is being made, or for its name or price. */
export const ANSWER = "showcase.answer"
export const TITLE = "showcase.title"
export const PRICE = "showcase.price"

export type Shown = { notice?: string; words?: string }

/** Usual pieces of one kind of stem. */
const USUAL = [1, 2, 3, 5, 7, 9, 11, 15, 25]
const RECIPES = 8
const SIZES = 12
const NAME_LENGTH = 40
const LINE_LENGTH = 24
/** Ten lines fit in the caption of a photo. */
const TEXT_LENGTH = 28

/** Shows what a bouquet needs next, and treats the next message as the answer. */
export async function showStep(
  ctx: ShopContext,
  member: StaffMemberRecord,
  shown: Shown = {},
): Promise<void> {
  const note = noteOf(ctx)
  expect(ctx, ANSWER)
  switch (stepOf(note)) {
    case "photo":
      return showPhotoQuestion(ctx, note, shown)
    case "item":
      return showItems(ctx, note, shown)
    case "quantity":
      return showQuantity(ctx, note, shown)
    case "recipe":
      return showRecipes(ctx, note, shown)
    case "size":
      return showSizes(ctx, note, shown)
    case "summary":
      return showSummary(ctx, note, member, shown)
  }
}

const joined = (...parts: (string | undefined)[]) => parts.filter(Boolean).join("\n\n")

const photoOf = ({ photo }: ShowcaseNote) => (photo ? pictureByFileId(photo) : banner("builder"))

async function showPhotoQuestion(ctx: ShopContext, { version }: ShowcaseNote, { notice }: Shown) {
  const { t } = ctx
  await show(ctx, {
    text: joined(notice, t("showcase.photo_ask")),
    keyboard: new InlineKeyboard()
      .text(t.plain("showcase.photo_none"), setPart.pack({ version, field: "photo", value: "none" }))
      .row()
      .text(t.plain("common.back"), openStock.pack({})),
  })
}

/** Leads back to the bouquet, or to the stock menu when it has no stems yet. */
const backOf = ({ lines, version }: ShowcaseNote) =>
  lines.length ? setPart.pack({ version, field: "picking", value: "none" }) : openStock.pack({})

async function showItems(ctx: ShopContext, note: ShowcaseNote, shown: Shown): Promise<void> {
  const { t } = ctx
  const { version, lines } = note
  // A bouquet is an inventory item too, and no stem.
  const bouquets = new Set(
    (await listBouquets(ctx.container, { status: ["offered"], take: 100 })).map(
      (one) => one.inventory_item_id,
    ),
  )
  await showPicker(ctx, {
    ...shown,
    text: [t("showcase.item_ask"), t("stock.item_hint")].join("\n\n"),
    dataOf: ({ id: value }) => setPart.pack({ version, field: "item", value }),
    isOffered: ({ id, stocked }) =>
      stocked > 0 && !bouquets.has(id) && !lines.some(({ item }) => item === id),
    extra: { label: t.plain("showcase.by_recipe"), data: askBouquetPart.pack({ version, part: "recipe" }) },
    back: backOf(note),
  })
}

/** The free pieces of items: without those of orders and carts. */
export async function freeOf(container: MedusaContainer, note: ShowcaseNote): Promise<Map<string, number>> {
  const lines = [...note.lines, ...(note.entry ? [note.entry] : [])]
  const ids = [...new Set(lines.map(({ item }) => item))]
  const places = new Map(lines.map(({ item, location }) => [item, location]))
  const rows = ids.length ? await listStockItems(container, { ids, take: ids.length * 10, skip: 0 }) : []
  return new Map(
    rows
      .filter((row) => places.get(row.inventory_item_id) === row.location_id)
      .map((row) => [row.inventory_item_id, Math.max(0, Number(row.free))]),
  )
}

async function showQuantity(ctx: ShopContext, note: ShowcaseNote, { notice }: Shown): Promise<void> {
  const { t, container } = ctx
  const { version, entry } = note
  const [items, free] = await Promise.all([
    itemsById(container, [entry?.item ?? ""], t.language),
    freeOf(container, note),
  ])
  const left = free.get(entry?.item ?? "") ?? 0
  const set = (value: number) => setPart.pack({ version, field: "quantity", value })
  const keyboard = new InlineKeyboard()
  addInRows(
    keyboard,
    USUAL.filter((pieces) => pieces <= left).map((pieces) => ({ label: count(pieces), data: set(pieces) })),
    3,
  )
  await show(ctx, {
    text: joined(
      notice,
      t("showcase.quantity_ask", { name: shortName(t, items, entry?.item ?? ""), count: count(left) }),
    ),
    photo: photoOf(note),
    keyboard: keyboard.text(
      t.plain("common.back"),
      setPart.pack({ version, field: "picking", value: "item" }),
    ),
  })
}

/** Whether a size of a product is made of the stems of other products. */
export const isRecipe = ({ parts, sku }: Variant): boolean =>
  parts.length > 0 && !parts.some((part) => part.sku === sku)

async function showRecipes(ctx: ShopContext, note: ShowcaseNote, { notice, words }: Shown): Promise<void> {
  const { t } = ctx
  const catalog = await catalogOf(ctx.container)
  const isOne = ({ variants }: Product) => variants.some(isRecipe)
  const found = words === undefined ? [] : (await findProducts(catalog, words)).filter(isOne)
  const recipes = (found.length ? found : popular(catalog).filter(isOne)).slice(0, RECIPES)
  const keyboard = new InlineKeyboard()
  for (const { id: value, title } of recipes) {
    const data = setPart.pack({ version: note.version, field: "recipe", value })
    keyboard.text(clip(title[t.language], NAME_LENGTH), data).row()
  }
  const nothing =
    words === undefined || found.length ? undefined : t("stock.nothing", { words: clip(words, 60) })
  await show(ctx, {
    text: joined(notice, nothing, t("showcase.recipe_ask")),
    photo: photoOf(note),
    keyboard: keyboard.text(t.plain("common.back"), backOf(note)),
  })
}

async function showSizes(ctx: ShopContext, note: ShowcaseNote, { notice }: Shown): Promise<void> {
  const { t } = ctx
  const { version, recipe_of } = note
  const product = (await catalogOf(ctx.container)).productById.get(recipe_of ?? "")
  const keyboard = new InlineKeyboard()
  addInRows(
    keyboard,
    (product?.variants ?? [])
      .filter(isRecipe)
      .slice(0, SIZES)
      .map(({ id, title }) => ({
        label: clip(title[t.language], NAME_LENGTH),
        data: setPart.pack({ version, field: "size", value: id }),
      })),
    2,
  )
  await show(ctx, {
    text: joined(notice, t("showcase.size_ask", { name: product?.title[t.language] ?? "" })),
    photo: photoOf(note),
    keyboard: keyboard.text(t.plain("common.back"), askBouquetPart.pack({ version, part: "recipe" })),
  })
}

async function showSummary(
  ctx: ShopContext,
  note: ShowcaseNote,
  member: StaffMemberRecord,
  { notice }: Shown,
): Promise<void> {
  const { t, container } = ctx
  const [items, free, texts, proposed, { currency_code }, cost] = await Promise.all([
    itemsById(
      container,
      note.lines.map(({ item }) => item),
      t.language,
    ),
    freeOf(container, note),
    proposedTexts(container, note),
    proposedPrice(container, note),
    catalogOf(container),
    isDecider(member) ? costOf(container, note) : undefined,
  ])
  const line = ({ item, quantity }: ShowcaseNote["lines"][number]) => {
    const left = free.get(item) ?? 0
    const text = t("showcase.line", {
      name: clip(shortName(t, items, item), TEXT_LENGTH),
      count: count(quantity),
    })
    return left < quantity ? `${text} ${t("showcase.line_short", { count: count(left) })}` : text
  }
  const price = money(t, note.price ?? proposed, currency_code)
  const text = joined(
    notice,
    `<b>${escapeHtml(texts.title[t.language])}</b>`,
    note.lines.map(line).join("\n"),
    [
      cost === undefined ? "" : t("showcase.cost", { cost: money(t, cost, currency_code) }),
      t(note.price === undefined ? "showcase.price_proposed" : "showcase.price_set", { price }),
    ]
      .filter(Boolean)
      .join("\n"),
    t("showcase.summary_hint"),
  )
  await show(ctx, {
    text,
    photo: photoOf(note),
    keyboard: summaryKeyboard(t, note, (id) => shortName(t, items, id)),
  })
}

/** What the stems cost now, in the main unit of the currency. Undefined when nobody knows the cost of one of them. */
async function costOf(container: MedusaContainer, { lines }: ShowcaseNote): Promise<number | undefined> {
  const costs = await ledgerOf(container).costOfItems(lines.map(({ item }) => item))
  return lines.every(({ item }) => costs.has(item))
    ? fromMinorUnits(
        lines.reduce((sum, { item, quantity }) => sum + quantity * (costs.get(item)?.unit_cost ?? 0), 0),
      )
    : undefined
}

function summaryKeyboard(
  t: Translate,
  { version, lines }: ShowcaseNote,
  nameOf: (item: string) => string,
): InlineKeyboard {
  const set = (field: string, value: number) => setPart.pack({ version, field, value })
  const part = (name: string) => askBouquetPart.pack({ version, part: name })
  const keyboard = new InlineKeyboard()
    .text(t.plain("showcase.record"), recordBouquet.pack({ version }))
    .success()
    .row()
  lines.forEach(({ item, quantity }, index) => {
    keyboard
      .text("−", set("less", index))
      .text(`${count(quantity)} · ${clip(nameOf(item), LINE_LENGTH)}`, set("edit", index))
      .text("+", set("more", index))
      .row()
  })
  return keyboard
    .text(t.plain("stock.part_line"), part("item"))
    .text(t.plain("showcase.by_recipe"), part("recipe"))
    .row()
    .text(t.plain("showcase.part_title"), part("title"))
    .text(t.plain("showcase.part_price"), part("price"))
    .row()
    .text(t.plain("stock.delete"), part("delete"))
    .text(t.plain("stock.open"), openStock.pack({}))
}

/** Asks for the name or the price of a bouquet that is being made. */
export async function askText(ctx: ShopContext, part: "title" | "price", notice?: string): Promise<void> {
  const { t } = ctx
  expect(ctx, part === "title" ? TITLE : PRICE)
  await show(ctx, {
    text: joined(notice, t(`showcase.${part}_ask`)),
    photo: photoOf(noteOf(ctx)),
    keyboard: new InlineKeyboard().text(t.plain("common.back"), openBouquetNote.pack({})),
  })
}

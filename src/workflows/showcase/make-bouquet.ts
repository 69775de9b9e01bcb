import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { encodePicture } from "../../lib/picture"
import type { BouquetPart, BouquetRecord } from "../../modules/showcase/types"
import type { StockActor } from "../../modules/stock-ledger/types"
import { readShopState } from "../catalog/read-catalog-state"
import { settingsOf } from "../settings"
import { checkLines } from "../stock/change-stock"
import { checkStockRole, type StockPerson } from "../stock/person"
import { KEEPERS } from "../stock/record-document"
import {
  assemblyOf,
  changeBouquetStock,
  documentKey,
  findBouquet,
  showcaseOf,
  updateBouquet,
  withBouquet,
} from "./bouquets"
import { ensureItem, putOnSale, removeItem } from "./product"

export const MOST_TITLE = 80
export const MOST_DESCRIPTION = 500
/** Kinds of stems of a bouquet: they fit on a screen. */
export const MOST_PARTS = 10
/** The highest price in the main unit of the currency. A higher one is a typing error. */
export const MOST_PRICE = 1_000_000_000

const HOUR_MS = 3_600_000
const KEY_WAIT_SECONDS = 30

type Texts = { ru: string; uz: string }

export type NewBouquet = {
  /** Chosen by the caller: a repeated call with the same key makes no other bouquet. */
  key: string
  title: Texts
  description?: Texts
  /** In the main unit of the shop's currency. */
  price: number
  parts: BouquetPart[]
  /** Where the stems are; without it, the shop's location. */
  location_id?: string
  recipe_product_id?: string | null
  photo_file_id?: string | null
  /** The bytes of the photo. */
  picture?: Buffer
}

const invalid = (code: string, sentence: string) => shopError(code, sentence, MedusaError.Types.INVALID_DATA)

/** @throws invalid_price */
export function checkPrice(price: number): void {
  if (!Number.isInteger(price) || price < 1 || price > MOST_PRICE) {
    throw invalid("invalid_price", `A price is a whole number from 1 to ${MOST_PRICE}.`)
  }
}

function checkTexts({ title, description }: NewBouquet): void {
  const isLong = (texts: Texts | undefined, most: number) =>
    texts && [texts.ru, texts.uz].some((text) => text.length > most)
  if ([title.ru, title.uz].some((text) => !text.trim())) {
    throw invalid("title_missing", "A bouquet needs a title.")
  }
  if (isLong(title, MOST_TITLE) ?? isLong(description, MOST_DESCRIPTION)) {
    throw invalid("text_too_long", `A title may have at most ${MOST_TITLE} characters.`)
  }
}

/** Stems of the same item become one part. */
function merged(parts: BouquetPart[]): BouquetPart[] {
  const sums = new Map<string, BouquetPart>()
  for (const part of parts) {
    const before = sums.get(part.inventory_item_id)
    sums.set(part.inventory_item_id, {
      ...part,
      ...before,
      quantity: (before?.quantity ?? 0) + part.quantity,
    })
  }
  return [...sums.values()]
}

/**
 * Makes a bouquet for the showcase: its stems leave the free stock, and it becomes a product with one piece. As a whole or not
 * at all: a process that dies leaves the row, and {@link continueMaking} continues it.
 *
 * @throws not_allowed, title_missing, text_too_long, invalid_price, stems_missing, not_a_picture, picture_too_large,
 * shop_not_ready, and those of `checkLines`
 */
export async function makeBouquet(
  container: MedusaContainer,
  person: StockPerson,
  input: NewBouquet,
): Promise<BouquetRecord> {
  checkStockRole(person, KEEPERS)
  checkTexts(input)
  checkPrice(input.price)
  const parts = merged(input.parts)
  if (parts.length > MOST_PARTS || parts.some(({ quantity }) => !(quantity > 0))) {
    throw invalid("invalid_parts", `A bouquet has up to ${MOST_PARTS} kinds of stems, each above zero.`)
  }
  const location_id = input.location_id ?? (await readShopState(container)).location_id
  await checkLines(
    container,
    parts.map((part) => ({ ...part, location_id })),
  )
  return container.resolve(Modules.LOCKING).execute(
    [`showcase-key:${input.key}`],
    async () => {
      const known = await findBouquet(container, { key: input.key })
      const { id } = known ?? (await store(container, person, { ...input, parts, location_id }))
      return continueMaking(container, id)
    },
    { timeout: KEY_WAIT_SECONDS },
  )
}

async function store(
  container: MedusaContainer,
  { member_id, actor }: StockPerson,
  { title, description, picture, location_id = "", parts, ...input }: NewBouquet,
): Promise<{ id: string }> {
  const picture_url = picture ? await upload(container, picture) : null
  return showcaseOf(container).createShowcaseBouquets({
    ...{ key: input.key, price: input.price, photo_file_id: input.photo_file_id ?? null },
    ...{ recipe_product_id: input.recipe_product_id ?? null, status: "making", location_id, picture_url },
    ...{ title_ru: title.ru, title_uz: title.uz },
    ...{ description_ru: description?.ru ?? "", description_uz: description?.uz ?? "" },
    ...{ member_id, ...actor },
    parts: parts as unknown as Record<string, unknown>,
    product_id: generateEntityId("", "prod"),
    variant_id: generateEntityId("", "variant"),
    inventory_item_id: generateEntityId("", "iitem"),
    price_set_id: generateEntityId("", "pset"),
  })
}

async function upload(container: MedusaContainer, picture: Buffer): Promise<string> {
  const { content, extension, mimeType } = await encodePicture(picture)
  const { url } = await container.resolve(Modules.FILE).createFiles({
    filename: `showcase.${extension}`,
    mimeType,
    content: content.toString("base64"),
    access: "public",
  })
  return url
}

/**
 * Does what is left of making a bouquet. Each step finds what it has done before. When the stems are not free any more, nothing
 * remains of the bouquet.
 *
 * @throws stems_missing
 */
export function continueMaking(container: MedusaContainer, id: string): Promise<BouquetRecord> {
  return withBouquet(container, id, async (bouquet) => {
    if (bouquet.status !== "making") {
      return bouquet
    }
    await ensureItem(container, bouquet)
    const { actor_type, actor_id, channel } = bouquet as Pick<StockActor, "actor_type" | "channel"> &
      BouquetRecord
    const document = { key: documentKey(id, "made"), actor_type, actor_id, channel }
    const { photo_file_id, title_ru: note } = bouquet
    const made = await changeBouquetStock(container, bouquet, (ledger, free) =>
      ledger.assemble({ ...document, photo_file_id, note }, assemblyOf(bouquet), free),
    )
    if ("refusal" in made) {
      await giveUp(container, bouquet)
      throw shopError(
        "stems_missing",
        "Orders and carts leave fewer stems than the bouquet takes. Nothing was changed.",
      )
    }
    await putOnSale(container, bouquet)
    const now = new Date()
    const hours = settingsOf(container).showcaseHours
    return updateBouquet(container, {
      ...{ id, status: "offered", made_at: now, priced_at: now },
      ask_at: hours > 0 ? new Date(now.getTime() + hours * HOUR_MS) : null,
    })
  })
}

async function giveUp(container: MedusaContainer, { id, inventory_item_id }: BouquetRecord): Promise<void> {
  await removeItem(container, inventory_item_id)
  await showcaseOf(container).deleteShowcaseBouquets(id)
}

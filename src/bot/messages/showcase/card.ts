import { InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { BouquetRecord } from "../../../modules/showcase/types"
import { catalogOf } from "../../catalog/cache"
import { askPrice, askWriteOff, keepBouquet, openApart } from "../../features/showcase/buttons"
import { itemsById, shortName } from "../../features/stock/items"
import { count } from "../../features/stock/numbers"
import { clip } from "../../ui/clip"
import { pictureAt, pictureByFileId } from "../../ui/pictures"
import type { Screen } from "../../ui/screen"
import { escapeHtml, money, type Translate } from "../../ui/texts"

/** Parts of the price that a bouquet is offered for. */
const DISCOUNTS = [0.9, 0.8, 0.7, 0.5]
const STEP = 1000
/** Ten lines fit in the caption of a photo. */
const NAME_LENGTH = 28

/** Lower prices to choose from, in the main unit of the currency. */
export const markedDown = (price: number): number[] => [
  ...new Set(
    DISCOUNTS.map((part) => Math.ceil((price * part) / STEP) * STEP).filter((lower) => lower < price),
  ),
]

/** A bouquet of the showcase for staff: with buttons while it is on show. */
export async function bouquetCard(
  container: MedusaContainer,
  t: Translate,
  bouquet: BouquetRecord,
  { isQuestion = false }: { isQuestion?: boolean } = {},
): Promise<Screen & { keyboard: InlineKeyboard }> {
  const { id, parts, price, photo_file_id, picture_url, status, title_ru, title_uz } = bouquet
  const [items, { currency_code }] = await Promise.all([
    itemsById(
      container,
      parts.map((part) => part.inventory_item_id),
      t.language,
    ),
    catalogOf(container),
  ])
  const line = ({ inventory_item_id: item, quantity }: (typeof parts)[number]) =>
    t("showcase.line", { name: clip(shortName(t, items, item), NAME_LENGTH), count: count(quantity) })
  const text = [
    `<b>${escapeHtml(t.language === "ru" ? title_ru : title_uz)}</b>`,
    parts.map(line).join("\n"),
    t("showcase.price_set", { price: money(t, price, currency_code) }),
    t(`showcase.status_${status}`),
    isQuestion ? t("showcase.question") : "",
  ]
  const keyboard = new InlineKeyboard()
  if (status === "offered") {
    if (isQuestion) {
      keyboard.text(t.plain("showcase.keep"), keepBouquet.pack({ id })).row()
    }
    keyboard
      .text(t.plain("showcase.mark_down"), askPrice.pack({ id }))
      .text(t.plain("showcase.take_apart"), openApart.pack({ id }))
      .row()
      .text(t.plain("showcase.write_off"), askWriteOff.pack({ id }))
  }
  const photo = photo_file_id
    ? pictureByFileId(photo_file_id)
    : picture_url
      ? pictureAt(picture_url)
      : undefined
  return { text: text.filter(Boolean).join("\n\n"), keyboard, ...(photo ? { photo } : {}) }
}

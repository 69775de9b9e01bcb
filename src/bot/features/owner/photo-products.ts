import { InlineKeyboard } from "grammy"
import { isOwnPhoto } from "../../../workflows/catalog/replace-picture"
import { catalogOf } from "../../catalog/cache"
import { contactSheet, PAGE_SIZE } from "../../catalog/contact-sheet"
import { findProducts } from "../../catalog/search-index"
import type { Product } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import type { Session } from "../../runtime/session"
import { clip } from "../../ui/clip"
import { idle, passToShop } from "../../ui/navigation"
import { show } from "../../ui/screen"
import { escapeHtml } from "../../ui/texts"
import { askPhotoOf, openPhotoList, openPhotos } from "./buttons"

const TITLE_LENGTH = 60
const NUMBERS_IN_ROW = 3

/** Products without a picture come first, those with a photo of the shop's own last. */
const rankOf = ({ id, thumbnail }: Product): number => (thumbnail ? (isOwnPhoto(id, thumbnail) ? 2 : 1) : 0)

/** A page of the products that the photo can be for: all of them, or those that were searched. */
export async function showPhotoProducts(
  ctx: ShopContext,
  photo: NonNullable<Session["product_photo"]>,
  wished: number,
  notice?: string,
): Promise<void> {
  const { t, container } = ctx
  const catalog = await catalogOf(container)
  const found = photo.words ? await findProducts(catalog, photo.words) : []
  const all = found.length ? found : catalog.products.toSorted((one, other) => rankOf(one) - rankOf(other))
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE))
  const page = Math.min(Math.max(1, wished), pages)
  const shown = all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  const title = found.length
    ? t("catalog.found_heading", { words: clip(photo.words ?? "", 60) })
    : photo.words
      ? t("owner.photo_nothing", { words: clip(photo.words, 60) })
      : undefined
  await show(ctx, {
    text: [notice, title, t("owner.photo_which"), shown.map((one, at) => lineOf(ctx, one, at)).join("\n")]
      .filter(Boolean)
      .join("\n\n"),
    photo: contactSheet(shown),
    keyboard: keyboardOf(ctx, shown, { page, pages, messageId: photo.message_id }),
  })
}

function lineOf({ t }: ShopContext, { id, title, thumbnail }: Product, at: number): string {
  const mark = thumbnail ? (isOwnPhoto(id, thumbnail) ? " ✅" : "") : ` · ${t("owner.photo_none")}`
  return `${at + 1}. ${escapeHtml(clip(title[t.language], TITLE_LENGTH))}${mark}`
}

function keyboardOf(
  { t, session }: ShopContext,
  shown: Product[],
  { page, pages, messageId }: { page: number; pages: number; messageId: number },
): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  shown.forEach(({ id: productId }, index) => {
    keyboard.text(String(index + 1), askPhotoOf.pack({ productId, messageId }))
    if (index % NUMBERS_IN_ROW === NUMBERS_IN_ROW - 1) {
      keyboard.row()
    }
  })
  keyboard.row()
  if (pages > 1) {
    const to = (target: number) => openPhotoList.pack({ page: target })
    keyboard
      .text(t.plain("common.previous"), to(page > 1 ? page - 1 : pages))
      .text(t.plain("common.page", { page, pages }), idle.pack({}))
      .text(t.plain("common.next"), to(page < pages ? page + 1 : 1))
      .row()
  }
  // A photo that nobody asked for may be a question to the shop.
  if (session.typed?.photo && session.typed.messageId === messageId) {
    keyboard.text(t.plain("common.typed_pass"), passToShop.pack({ messageId })).row()
  }
  return keyboard.text(t.plain("owner.photo_no"), openPhotos.pack({}))
}

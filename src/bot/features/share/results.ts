import { InlineKeyboard, InlineQueryResultBuilder } from "grammy"
import type { InlineQueryResult } from "grammy/types"
import type { Product } from "../../catalog/types"
import { clip } from "../../ui/clip"
import { isPublicAddress } from "../../ui/pictures"
import type { Translate } from "../../ui/texts"
import { priceLabel } from "../catalog/labels"
import { hintLink, productLink } from "./links"

const TITLE_LENGTH = 100

export type Sharing = {
  t: Translate
  /** Username of the bot. */
  username: string
  isHint: boolean
  /** Account of the person who shares; undefined for a stranger. */
  accountId?: string
  /** The file ids of the pictures that Telegram has, by the product's id. */
  fileIds: ReadonlyMap<string, string>
}

/**
 * A product as a result of inline mode, with the message that the person sends: picture, name, price and a button that
 * opens the product. Telegram shows a picture that it has, or one with a public address, which must be a JPEG (Bot API,
 * "InlineQueryResultPhoto").
 */
export function productResult(product: Product, sharing: Sharing): InlineQueryResult {
  const { t, isHint, fileIds } = sharing
  const title = clip(product.title[t.language], TITLE_LENGTH)
  const price = priceLabel(t, product)
  const text = t(isHint ? "share.hint_message" : "share.message", { title, price })
  const look = { title, description: price, reply_markup: openButton(product, sharing) }
  const photo = { ...look, caption: text, parse_mode: "HTML" as const }
  const fileId = fileIds.get(product.id)
  if (fileId) {
    return InlineQueryResultBuilder.photoCached(product.id, fileId, photo)
  }
  const { thumbnail } = product
  const address = thumbnail && isPublicAddress(thumbnail) ? thumbnail : undefined
  if (address && /\.jpe?g$/i.test(new URL(address).pathname)) {
    return InlineQueryResultBuilder.photo(product.id, address, { ...photo, thumbnail_url: address })
  }
  return InlineQueryResultBuilder.article(product.id, title, {
    ...look,
    ...(address ? { thumbnail_url: address } : {}),
  }).text(text, { parse_mode: "HTML", link_preview_options: { is_disabled: true } })
}

function openButton({ id }: Product, { t, username, isHint, accountId }: Sharing): InlineKeyboard {
  return isHint
    ? new InlineKeyboard().url(t.plain("share.give"), hintLink(username, id, accountId))
    : new InlineKeyboard().url(t.plain("share.open"), productLink(username, id))
}

/**
 * The whole shop as a result. An app shows results that are all pictures as a grid without names and prices; this article
 * makes it a list.
 */
export function shopResult({ t, username }: Pick<Sharing, "t" | "username">): InlineQueryResult {
  return InlineQueryResultBuilder.article("shop", t.plain("share.shop"), {
    description: t.plain("share.shop_about"),
    reply_markup: new InlineKeyboard().url(t.plain("share.open"), `https://t.me/${username}`),
  }).text(t("share.shop_message"), { parse_mode: "HTML" })
}

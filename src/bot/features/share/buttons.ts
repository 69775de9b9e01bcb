import type { InlineKeyboard } from "grammy"
import type { Product } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import { HINT_SIGN, hintLink, productKey, productLink } from "./links"

/**
 * Adds "Share" and "Send a hint" for a product. With inline mode the shopper sends the picture and the price; without it,
 * which BotFather can turn off, a link and words.
 */
export function addShareButtons(ctx: ShopContext, keyboard: InlineKeyboard, product: Product): void {
  const { t, me, account } = ctx
  const [share, hint] = [t.plain("share.share"), t.plain("share.hint")]
  if (me.supports_inline_queries) {
    const query = productKey(product)
    const chats = { allow_user_chats: true, allow_group_chats: true }
    keyboard
      .switchInline(share, query)
      .switchInlineChosen(hint, { query: `${HINT_SIGN} ${query}`, ...chats })
      .row()
    return
  }
  const words = t.plain("share.words", { title: product.title[t.language] })
  keyboard
    .url(share, messageLink(productLink(me.username, product.id), words))
    .url(hint, messageLink(hintLink(me.username, product.id, account.id), t.plain("share.hint_words")))
    .row()
}

/** Address that lets a person choose a chat and begins a message in it with a link and words. */
const messageLink = (link: string, words: string) =>
  `https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(words)}`

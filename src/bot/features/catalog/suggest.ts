import { InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet } from "../../catalog/contact-sheet"
import { similarTo } from "../../catalog/similar"
import type { Product } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { openCatalog, openMenu, passToShop } from "../../ui/navigation"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { openProduct } from "./buttons"

const SUGGESTIONS = 4

/** Number of characters of a text that are kept: more than a question to the shop may have, so that a long one is refused. */
export const KEPT_LENGTH = 1000

/** Maximum length of a search text; a longer text is cut. */
const LONGEST_SEARCH = 120

/** A text as the search takes it. */
export const searchWords = (text: string): string => clip(text.replace(/\s+/g, " ").trim(), LONGEST_SEARCH)

/** Adds a button that sends the searched text to the shop, unless the shopper has sent another message since. */
export function addPassButton({ t, session }: ShopContext, keyboard: InlineKeyboard, words: string): void {
  if (session.typed?.text && searchWords(session.typed.text) === words) {
    const { messageId } = session.typed
    keyboard.text(t.plain("common.typed_pass"), passToShop.pack({ messageId }))
  }
}

/** Shows a text with the first products of a list as suggestions. @param words the search text that found nothing */
export async function suggest(
  ctx: ShopContext,
  text: string,
  products: Product[],
  words?: string,
): Promise<void> {
  const { t } = ctx
  const liked = products.slice(0, SUGGESTIONS)
  const keyboard = new InlineKeyboard()
  const buttons = liked.map((product) => ({
    label: clip(product.title[t.language], 40),
    data: openProduct.pack({ productId: product.id }),
  }))
  addInRows(keyboard, buttons, 2)
  if (words !== undefined) {
    addPassButton(ctx, keyboard, words)
    keyboard.row()
  }
  keyboard
    .text(t.plain("common.menu_catalog"), openCatalog.pack({}))
    .text(t.plain("common.to_menu"), openMenu.pack({}))
  await show(ctx, { text, photo: contactSheet(liked, { numbered: false }), keyboard })
}

/** Says that a product is not sold any more, and shows similar ones. */
export async function suggestSimilar(ctx: ShopContext, productId: string): Promise<void> {
  const similar = await similarTo(ctx, await catalogFor(ctx), productId)
  await suggest(ctx, ctx.t("catalog.product_gone"), similar)
}

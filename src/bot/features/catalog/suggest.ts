import { InlineKeyboard } from "grammy"
import { contactSheet } from "../../catalog/contact-sheet"
import type { Product } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { openCatalog, openMenu } from "../../ui/navigation"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { openProduct } from "./buttons"

const SUGGESTIONS = 4

/** Shows a text with the first products of a list as suggestions. */
export async function suggest(ctx: ShopContext, text: string, products: Product[]): Promise<void> {
  const { t } = ctx
  const liked = products.slice(0, SUGGESTIONS)
  const keyboard = new InlineKeyboard()
  const buttons = liked.map((product) => ({
    label: clip(product.title[t.language], 40),
    data: openProduct.pack({ productId: product.id }),
  }))
  addInRows(keyboard, buttons, 2)
  keyboard
    .text(t.plain("common.menu_catalog"), openCatalog.pack({}))
    .text(t.plain("common.to_menu"), openMenu.pack({}))
  await show(ctx, { text, photo: contactSheet(liked, { numbered: false }), keyboard })
}

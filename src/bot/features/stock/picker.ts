import { InlineKeyboard } from "grammy"
import { contactSheet, PAGE_SIZE } from "../../catalog/contact-sheet"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { show } from "../../ui/screen"
import { togglePictures } from "./buttons"
import { recentItems, searchItems, type Item } from "./items"
import { count } from "./numbers"

const NAME_LENGTH = 44
const WORDS_LENGTH = 60

type Picker = {
  /** What to choose the item for, HTML. */
  text: string
  notice?: string
  /** The words that a person typed; without them the recent items are shown. */
  words?: string
  dataOf: (item: Item) => string
  isOffered?: (item: Item) => boolean
  /** A button below the items. */
  extra?: { label: string; data: string }
  /** What the item is chosen for; with it, a button shows or hides pictures of the items. See {@link togglePictures}. */
  flow?: string
  /** Callback data of the button "back". */
  back: string
}

/** Shows items to choose from: those that were used last, or those that the words find. */
export async function showPicker(ctx: ShopContext, picker: Picker): Promise<void> {
  const { t, session } = ctx
  const { text, notice, words, dataOf, back, extra, flow, isOffered = () => true } = picker
  const found = words === undefined ? [] : (await searchItems(ctx, words)).filter(isOffered)
  const known = found.length ? found : (await recentItems(ctx)).filter(isOffered)
  const isPictured = flow !== undefined && session.stock?.with_pictures === true && known.length > 0
  const items = isPictured ? known.slice(0, PAGE_SIZE) : known
  const heading =
    words === undefined
      ? undefined
      : t(found.length ? "stock.found" : "stock.nothing", { words: clip(words, WORDS_LENGTH) })
  const keyboard = new InlineKeyboard()
  for (const [index, item] of items.entries()) {
    const label = { name: clip(item.name, NAME_LENGTH), count: count(item.stocked) }
    const number = isPictured ? `${index + 1}. ` : ""
    keyboard.text(`${number}${t.plain("stock.item_button", label)}`, dataOf(item)).row()
  }
  if (flow !== undefined && known.length) {
    const label = t.plain(isPictured ? "stock.pictures_hide" : "stock.pictures_show")
    keyboard.text(label, togglePictures.pack({ flow })).row()
  }
  if (extra) {
    keyboard.text(extra.label, extra.data).row()
  }
  await show(ctx, {
    text: [notice, heading, text].filter(Boolean).join("\n\n"),
    ...(isPictured ? { photo: contactSheet(items) } : {}),
    keyboard: keyboard.text(t.plain("common.back"), back),
  })
}

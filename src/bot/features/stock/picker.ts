import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { show } from "../../ui/screen"
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
  /** Callback data of the button "back". */
  back: string
}

/** Shows items to choose from: those that were used last, or those that the words find. */
export async function showPicker(ctx: ShopContext, picker: Picker): Promise<void> {
  const { t } = ctx
  const { text, notice, words, dataOf, back, extra, isOffered = () => true } = picker
  const found = words === undefined ? [] : (await searchItems(ctx, words)).filter(isOffered)
  const items = found.length ? found : (await recentItems(ctx)).filter(isOffered)
  const heading =
    words === undefined
      ? undefined
      : t(found.length ? "stock.found" : "stock.nothing", { words: clip(words, WORDS_LENGTH) })
  const keyboard = new InlineKeyboard()
  for (const item of items) {
    const label = { name: clip(item.name, NAME_LENGTH), count: count(item.stocked) }
    keyboard.text(t.plain("stock.item_button", label), dataOf(item)).row()
  }
  if (extra) {
    keyboard.text(extra.label, extra.data).row()
  }
  await show(ctx, {
    text: [notice, heading, text].filter(Boolean).join("\n\n"),
    keyboard: keyboard.text(t.plain("common.back"), back),
  })
}

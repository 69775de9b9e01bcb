import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { clip } from "../../../ui/clip"
import { expect } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { addInRows } from "../../../ui/rows"
import { show } from "../../../ui/screen"
import { escapeHtml, money, type TextKey, type Translate } from "../../../ui/texts"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import { chooseOccasion, chooseWords, edit, keepCard, leave, noCard, toSummary } from "../buttons"
import { asksForCard, type CardOfCart } from "../card"
import { withNotice } from "./parts"

/** Occasions with suggested words. */
const OCCASIONS = ["birthday", "love", "mother", "march", "thanks", "wedding"] as const
export type Occasion = (typeof OCCASIONS)[number]

export function isOccasion(text: string): text is Occasion {
  return (OCCASIONS as readonly string[]).includes(text)
}

const WORDS = ["1", "2", "3"] as const

/** The suggested words for an occasion, in the shopper's language. */
export const wordsFor = (t: Translate, occasion: Occasion): string[] =>
  WORDS.map((index) => t.plain(`checkout.card_${occasion}_${index}` as TextKey))

/** Asks for the words of the greeting card, and says what the card costs. @param notice status message shown first, HTML */
export async function showCard(
  ctx: ShopContext,
  view: CartDeliveryView,
  card: CardOfCart,
  notice?: string,
): Promise<void> {
  expect(ctx, "checkout.card_text")
  const { t } = ctx
  const { card_text: text } = view.delivery
  const keyboard = new InlineKeyboard()
  if (text) {
    keyboard.text(t.plain("checkout.keep", { value: clip(text, 25) }), keepCard.pack({})).row()
  }
  const occasions = OCCASIONS.map((occasion) => ({
    label: t.plain(`checkout.occasion_${occasion}`),
    data: chooseOccasion.pack({ occasion }),
  }))
  addInRows(keyboard, occasions, 2)
  keyboard.row().text(t.plain("checkout.no_card"), noCard.pack({})).row()
  const now = text && t("checkout.current_value", { text: clip(text, 300) })
  await show(ctx, {
    text: withNotice(
      notice,
      [t("checkout.ask_card_text"), priceLine(t, card), now].filter(Boolean).join("\n\n"),
    ),
    photo: banner("checkout"),
    keyboard: addBack(ctx, keyboard, asksForCard(view.delivery, card) ? backStep(view) : undefined),
  })
}

/** Shows the suggested words for an occasion. */
export async function showWords(ctx: ShopContext, occasion: Occasion): Promise<void> {
  expect(ctx, "checkout.card_text")
  const { t } = ctx
  const words = wordsFor(t, occasion)
  const keyboard = new InlineKeyboard()
  words.forEach((_, index) => keyboard.text(`${index + 1}`, chooseWords.pack({ occasion, index })))
  const list = words.map((one, index) => `${index + 1}. <i>${escapeHtml(one)}</i>`)
  await show(ctx, {
    text: [t("checkout.ask_words"), ...list].join("\n\n"),
    photo: banner("checkout"),
    keyboard: addBack(ctx, keyboard.row(), "card_text"),
  })
}

/** What the card costs; empty for a shop that sells none. HTML. */
function priceLine(t: Translate, { lines, onSale }: CardOfCart): string {
  if (lines.length) {
    return t("checkout.card_in_cart")
  }
  return onSale ? t("checkout.card_costs", { price: money(t, onSale.price, onSale.currency_code) }) : ""
}

/** The question before the card. */
const backStep = ({ delivery }: CartDeliveryView) => (delivery.for_someone_else ? "giver_phone" : "slot_id")

function addBack({ t }: ShopContext, keyboard: InlineKeyboard, what: string | undefined): InlineKeyboard {
  return keyboard
    .text(t.plain("common.back"), what ? edit.pack({ what }) : toSummary.pack({}))
    .text(t.plain("common.cancel"), leave.pack({}))
}

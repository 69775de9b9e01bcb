import { Composer } from "grammy"
import { errorCode } from "../../../lib/errors"
import type { DeliveryChanges } from "../../../workflows/delivery/types"
import type { ShopContext } from "../../runtime/context"
import { onAnswer } from "../../ui/expect"
import { chooseOccasion, chooseWords, keepCard, noCard } from "./buttons"
import { cardOf, dropCard, takeCard } from "./card"
import { proceed, saveAnswer, showNothingToOrder } from "./proceed"
import { isOccasion, showCard, showWords, wordsFor } from "./screens/card"
import { loadCart, loadDelivery } from "./state"

/** Handlers of the question for the greeting card. */
export const cardAnswers = new Composer<ShopContext>()

/** Asks for the words of the card. @param notice status message shown first, HTML */
export async function askCard(ctx: ShopContext, notice?: string): Promise<void> {
  const cart = await loadCart(ctx)
  return cart
    ? showCard(ctx, await loadDelivery(ctx, cart.id), await cardOf(ctx, cart), notice)
    : showNothingToOrder(ctx)
}

chooseOccasion.on(cardAnswers, (ctx, { occasion }) =>
  isOccasion(occasion) ? showWords(ctx, occasion) : proceed(ctx, ctx.t("common.stale")),
)

chooseWords.on(cardAnswers, (ctx, { occasion, index }) => {
  const words =
    isOccasion(occasion) && /^\d$/.test(index) ? wordsFor(ctx.t, occasion).at(Number(index)) : undefined
  return words ? saveCard(ctx, { card_text: words }) : proceed(ctx, ctx.t("common.stale"))
})

keepCard.on(cardAnswers, (ctx) => saveCard(ctx, {}))
noCard.on(cardAnswers, (ctx) => saveCard(ctx, { without_card: true }))

onAnswer(cardAnswers, "checkout.card_text", "message:text", (ctx) =>
  saveCard(ctx, { card_text: ctx.message.text }),
)

/** Saves the answer, then puts the card into the cart or removes it: words and card go together. */
async function saveCard(ctx: ShopContext, changes: DeliveryChanges): Promise<void> {
  const cart = await loadCart(ctx)
  if (!cart) {
    return showNothingToOrder(ctx)
  }
  const card = await cardOf(ctx, cart)
  return saveAnswer(ctx, changes, {
    retry: (_, view, notice) => showCard(ctx, view, card, notice),
    then: async ({ delivery }) => {
      if (delivery.card_text !== null) {
        await takeCard(ctx, card)
      } else {
        await dropCardOf(ctx, cart.id, card)
      }
      // The card changed the total, so that the view is read again.
      await proceed(ctx)
    },
  })
}

async function dropCardOf(
  ctx: ShopContext,
  cartId: string,
  card: Parameters<typeof dropCard>[2],
): Promise<void> {
  try {
    await dropCard(ctx, cartId, card)
  } catch (error) {
    // A second tap removed the card before.
    if (errorCode(error) !== "line_not_found") {
      throw error
    }
  }
}

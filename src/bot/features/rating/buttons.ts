import type { InlineKeyboard } from "grammy"
import { callback } from "../../ui/callback"

/** Rates a delivered order with 1 to 5 stars. */
export const rateOrder = callback("rate", ["stars", "orderId"])
/** Asks for the words of a rating. */
export const askWords = callback("ratewords", ["orderId"])

const STARS = [1, 2, 3, 4, 5]

/** Adds a row with the five ratings. @param chosen the buyer's rating, which gets a mark */
export function addStars(keyboard: InlineKeyboard, orderId: string, chosen?: number): InlineKeyboard {
  for (const stars of STARS) {
    keyboard.text(`${stars} ${stars === chosen ? "✅" : "⭐"}`, rateOrder.pack({ stars, orderId }))
  }
  return keyboard.row()
}

/** "★★★★☆" */
export const starsText = (stars: number): string => "★".repeat(stars) + "☆".repeat(STARS.length - stars)

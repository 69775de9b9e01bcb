import type { InlineKeyboard } from "grammy"
import { idle } from "./navigation"

const IN_ROW = 3

/** A product of a numbered list, of which a shopper takes a number of pieces. */
export type Countable = {
  count: number
  /** The most pieces that the stock and the limits allow. */
  most: number
  /** Callback data that asks for the number of pieces. */
  ask: string
}

/**
 * Adds a button for each product of a list, three in a row, with its number in the list and the pieces taken. A product that
 * is sold out has a cross.
 */
export function addNumbered(keyboard: InlineKeyboard, products: Countable[]): void {
  products.forEach(({ count, most, ask }, index) => {
    const number = String(index + 1)
    const taken = count > 0 ? ` × ${count}` : ""
    keyboard.text(
      most < 1 ? `${number} ✖️` : `${number}${taken}`,
      most < 1 && count < 1 ? idle.pack({}) : ask,
    )
    if (index % IN_ROW === IN_ROW - 1) {
      keyboard.row()
    }
  })
  keyboard.row()
}

/**
 * Adds the usual numbers of pieces, three in a row.
 *
 * @param set returns the callback data that takes this number of pieces
 */
export function addCounts(
  keyboard: InlineKeyboard,
  {
    usual,
    count: present,
    most,
    set,
  }: Omit<Countable, "ask"> & {
    usual: number[]
    set: (count: number) => string
  },
): void {
  usual
    .filter((count) => count <= most)
    .forEach((count, index) => {
      keyboard.text(`${count === present ? "✅ " : ""}${count}`, set(count))
      if (index % IN_ROW === IN_ROW - 1) {
        keyboard.row()
      }
    })
  keyboard.row()
}

import type { InlineKeyboard } from "grammy"

export type Button = { label: string; data: string }

/** How wide a label a phone shows whole on a button that is alone, one of two, one of three in a row. */
const ROOM = [Infinity, 16, 10]

/**
 * Adds buttons in rows so that a phone shows each label whole: as many side by side as have room.
 *
 * @param most how many may stand in a row, at most three
 */
export function addInRows(keyboard: InlineKeyboard, buttons: Button[], most: 1 | 2 | 3): void {
  let rest = buttons
  while (rest.length) {
    const count = fitting(rest, most)
    for (const { label, data } of rest.slice(0, count)) {
      keyboard.text(label, data)
    }
    keyboard.row()
    rest = rest.slice(count)
  }
}

function fitting(buttons: Button[], most: number): number {
  let count = Math.min(most, buttons.length)
  while (count > 1 && buttons.slice(0, count).some(({ label }) => widthOf(label) > ROOM[count - 1])) {
    count -= 1
  }
  return count
}

/** In Cyrillic letters: Latin ones are narrower, an emoji is as wide as two, spaces and signs are as half a one. */
function widthOf(label: string): number {
  return [...label].reduce((width, character) => width + widthOfCharacter(character), 0)
}

function widthOfCharacter(character: string): number {
  if (/\p{Extended_Pictographic}/u.test(character)) {
    return 2
  }
  if (/[A-Za-z\d]/.test(character)) {
    return 0.9
  }
  return /[\p{Lu}\p{Ll}\p{Lo}]/u.test(character) ? 1 : 0.5
}

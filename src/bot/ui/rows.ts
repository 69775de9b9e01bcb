import type { InlineKeyboard } from "grammy"

export type Button = { label: string; data: string }

/**
 * Maximum label width that a phone shows in full, for 1, 2 and 3 buttons in a row. See {@link widthOf} for
 * the unit.
 */
const ROOM = [Infinity, 15.5, 10]

/**
 * Adds buttons in rows. Puts as many buttons in a row as possible without cutting a label on a phone.
 *
 * @param most maximum number of buttons in a row
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

/** Whether a phone shows these labels in full when they share a row. */
export const fitInRow = (labels: string[]): boolean =>
  labels.every((label) => widthOf(label) <= (ROOM[labels.length - 1] ?? 0))

/** Width of a label in Cyrillic letters. A Latin letter is 0.9, an emoji 2, a space or sign 0.5. */
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

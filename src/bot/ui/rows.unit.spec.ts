import { InlineKeyboard } from "grammy"
import { addInRows } from "./rows"

/** Returns the labels of the keyboard's rows. */
function rows(labels: string[], most: 1 | 2 | 3): string[][] {
  const keyboard = new InlineKeyboard()
  addInRows(
    keyboard,
    labels.map((label) => ({ label, data: label })),
    most,
  )
  return keyboard.inline_keyboard.map((row) => row.map(({ text }) => text)).filter(({ length }) => length)
}

describe("buttons in rows", () => {
  it("share a row when a phone shows their labels in full", () => {
    expect(rows(["Алая заря", "Нежность", "Навруз"], 2)).toEqual([["Алая заря", "Нежность"], ["Навруз"]])
    expect(rows(["•S · 260 000", "M · 420 000", "L · 690 000"], 3)).toHaveLength(1)
  })

  it("get their own row when a second button would cut the label", () => {
    expect(rows(["Цветы поштучно · 21", "Сухоцветы · 4", "К букету · 12"], 2)).toEqual([
      ["Цветы поштучно · 21"],
      ["Сухоцветы · 4", "К букету · 12"],
    ])
    expect(rows(["S · 1 100 000", "•M · 2 200 000", "L · 3 300 000"], 3)[0]).toHaveLength(2)
  })

  it("are all added, also when there are none", () => {
    expect(rows([], 3)).toEqual([])
    expect(rows(["x".repeat(100)], 2)).toEqual([["x".repeat(100)]])
  })
})

import { useState } from "react"

/** The pages of a list that is read by the last id of the page before. A change of a filter resets it to the first page. */
export function useCursorPages() {
  const [cursors, setCursors] = useState<string[]>([])
  const first =
    <Value>(change: (value: Value) => void) =>
    (value: Value) => {
      setCursors([])
      change(value)
    }
  /** @param next cursor of the page after the shown one */
  const turn = (page: number, next: string | null | undefined) =>
    setCursors(page > cursors.length && next ? [...cursors, next] : cursors.slice(0, page))
  return { page: cursors.length, before: cursors.at(-1), turn, first }
}

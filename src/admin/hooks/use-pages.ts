import { useState } from "react"

/** Page number of a list. A change of a filter resets it to the first page. */
export function usePages() {
  const [page, setPage] = useState(0)
  const first =
    <Value>(change: (value: Value) => void) =>
    (value: Value) => {
      setPage(0)
      change(value)
    }
  return { page, setPage, first }
}

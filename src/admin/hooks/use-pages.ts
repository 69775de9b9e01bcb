import { useState } from "react"

/** The page that one is on; whoever changes a filter begins at the first one again. */
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

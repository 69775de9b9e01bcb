import { Button, Text } from "@medusajs/ui"
import { PAGE_SIZE } from "../hooks/use-assignments"
import { useTexts } from "../lib/texts"

/** How long a list is: its number of entries, or only whether another page follows. */
export type Length = { count: number } | { has_more: boolean }

/** Position in a paged list, with buttons for the previous and the next page. */
export function Pages({
  page,
  length,
  onPage,
}: {
  page: number
  length: Length
  onPage: (page: number) => void
}) {
  const { t } = useTexts()
  const from = page * PAGE_SIZE
  const count = "count" in length ? length.count : undefined
  const to = Math.min(count ?? Infinity, from + PAGE_SIZE)
  const isLast = "has_more" in length ? !length.has_more : to >= length.count
  return (
    <div className="flex items-center justify-between px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        {count === undefined
          ? t("workshop.page_number", { number: page + 1 })
          : t("workshop.page", { from: count ? from + 1 : 0, to, count })}
      </Text>
      <div className="flex gap-2">
        <Button size="small" variant="secondary" disabled={page === 0} onClick={() => onPage(page - 1)}>
          {t("workshop.previous")}
        </Button>
        <Button size="small" variant="secondary" disabled={isLast} onClick={() => onPage(page + 1)}>
          {t("workshop.next")}
        </Button>
      </div>
    </div>
  )
}

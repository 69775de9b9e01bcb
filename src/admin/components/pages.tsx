import { Button, Text } from "@medusajs/ui"
import { PAGE_SIZE } from "../hooks/use-assignments"
import { useTexts } from "../lib/texts"

/** Position in a paged list, with buttons for the previous and the next page. */
export function Pages({
  page,
  count,
  onPage,
}: {
  page: number
  count: number
  onPage: (page: number) => void
}) {
  const { t } = useTexts()
  const from = page * PAGE_SIZE
  const to = Math.min(count, from + PAGE_SIZE)
  return (
    <div className="flex items-center justify-between px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        {t("workshop.page", { from: count ? from + 1 : 0, to, count })}
      </Text>
      <div className="flex gap-2">
        <Button size="small" variant="secondary" disabled={page === 0} onClick={() => onPage(page - 1)}>
          {t("workshop.previous")}
        </Button>
        <Button size="small" variant="secondary" disabled={to >= count} onClick={() => onPage(page + 1)}>
          {t("workshop.next")}
        </Button>
      </div>
    </div>
  )
}

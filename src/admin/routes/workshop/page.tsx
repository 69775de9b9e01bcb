import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ShoppingBag } from "@medusajs/icons"
import { Button, Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { useState } from "react"
import { AssignmentFilters, statusesOf, type StatusChoice } from "../../components/assignment-filters"
import { AssignmentTable } from "../../components/assignment-table"
import { PAGE_SIZE, useAssignments } from "../../hooks/use-assignments"
import { useTexts } from "../../lib/texts"

function Pages({ page, count, onPage }: { page: number; count: number; onPage: (page: number) => void }) {
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

/** All orders in the workshop, by state and day; it keeps itself fresh. */
const WorkshopPage = () => {
  const { t, errorText } = useTexts()
  const [choice, setChoice] = useState<StatusChoice>("open")
  const [date, setDate] = useState("")
  const [page, setPage] = useState(0)
  const { data, error, isPending } = useAssignments({ statuses: statusesOf(choice), date, page })
  const first =
    <Value,>(change: (value: Value) => void) =>
    (value: Value) => {
      setPage(0)
      change(value)
    }
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading>{t("workshop.title")}</Heading>
      </div>
      <AssignmentFilters choice={choice} date={date} onChoice={first(setChoice)} onDate={first(setDate)} />
      {isPending && <Skeleton className="m-6 h-40" />}
      {error && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          {errorText(error)}
        </Text>
      )}
      {data && <AssignmentTable assignments={data.assignments} />}
      {data && <Pages page={page} count={data.count} onPage={setPage} />}
    </Container>
  )
}

export const config = defineRouteConfig({
  label: "menu.workshop",
  translationNs: "guldasta",
  icon: ShoppingBag,
  rank: 1,
})

export default WorkshopPage

import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ShoppingBag } from "@medusajs/icons"
import { Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { useState } from "react"
import { AssignmentFilters, statusesOf, type StatusChoice } from "../../components/assignment-filters"
import { AssignmentTable } from "../../components/assignment-table"
import { Pages } from "../../components/pages"
import { useAssignments } from "../../hooks/use-assignments"
import { useTexts } from "../../lib/texts"

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

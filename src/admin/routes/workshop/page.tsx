import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ShoppingBag } from "@medusajs/icons"
import { useState } from "react"
import { PageFor } from "../../components/access"
import { AssignmentFilters, statusesOf, type StatusChoice } from "../../components/assignment-filters"
import { AssignmentTable } from "../../components/assignment-table"
import { ListPage } from "../../components/list-page"
import { UnassignedOrders } from "../../components/unassigned-orders"
import { useAssignments } from "../../hooks/use-assignments"
import { usePages } from "../../hooks/use-pages"
import { useTexts } from "../../lib/texts"

/** The orders that are not with the florists yet, and all orders in the workshop, by state and day. Refreshes itself. */
function Orders() {
  const { t } = useTexts()
  const [choice, setChoice] = useState<StatusChoice>("open")
  const [date, setDate] = useState("")
  const [order, setOrder] = useState("")
  const { page, setPage, first } = usePages()
  const listed = useAssignments({ statuses: statusesOf(choice), date, order, page })
  return (
    <div className="flex flex-col gap-y-3">
      <UnassignedOrders />
      <ListPage
        title={t("workshop.title")}
        filters={
          <AssignmentFilters
            choice={choice}
            date={date}
            order={order}
            onOrder={first(setOrder)}
            onChoice={first(setChoice)}
            onDate={first(setDate)}
          />
        }
        listed={listed}
        page={page}
        onPage={setPage}
      >
        {({ assignments }) => <AssignmentTable assignments={assignments} />}
      </ListPage>
    </div>
  )
}

const WorkshopPage = () => (
  <PageFor route="GET /admin/assignments">
    <Orders />
  </PageFor>
)

export const config = defineRouteConfig({
  label: "menu.workshop",
  translationNs: "guldasta",
  icon: ShoppingBag,
  rank: 1,
})

export default WorkshopPage

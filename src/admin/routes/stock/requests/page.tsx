import { defineRouteConfig } from "@medusajs/admin-sdk"
import { useState } from "react"
import { PageFor } from "../../../components/access"
import { ChoiceFilter } from "../../../components/choice"
import { ListPage } from "../../../components/list-page"
import { RequestTable } from "../../../components/request-table"
import { usePages } from "../../../hooks/use-pages"
import { useRequests } from "../../../hooks/use-stock"
import { REQUEST_STATUSES, type RequestStatus } from "../../../lib/stock-types"
import { useTexts } from "../../../lib/texts"

/** Large losses and corrections that wait for a second person. */
function Requests() {
  const { t } = useTexts()
  const [status, setStatus] = useState<RequestStatus | undefined>("pending")
  const { page, setPage, first } = usePages()
  const listed = useRequests({ status, page })
  return (
    <ListPage
      title={t("stock.requests")}
      hint={t("stock.requests_hint")}
      filters={
        <div className="px-6 py-4">
          <ChoiceFilter
            id="guldasta-request-filter"
            label={t("workshop.state")}
            value={status}
            options={REQUEST_STATUSES}
            textOf={(one) => t(`stock.status.${one}`)}
            onChange={first(setStatus)}
          />
        </div>
      }
      listed={listed}
      page={page}
      onPage={setPage}
    >
      {({ stock_requests: requests }) => <RequestTable requests={requests} />}
    </ListPage>
  )
}

const RequestsPage = () => (
  <PageFor route="GET /admin/stock-requests">
    <Requests />
  </PageFor>
)

export const config = defineRouteConfig({ label: "menu.stock_requests", translationNs: "guldasta", rank: 3 })

export default RequestsPage

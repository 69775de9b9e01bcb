import { defineRouteConfig } from "@medusajs/admin-sdk"
import { useState } from "react"
import { PageFor } from "../../../components/access"
import { BeginCountDrawer } from "../../../components/begin-count-drawer"
import { ChoiceFilter } from "../../../components/choice"
import { CountDrawer } from "../../../components/count-drawer"
import { CountTable } from "../../../components/count-table"
import { ListPage } from "../../../components/list-page"
import { useCounts } from "../../../hooks/use-counts"
import { usePages } from "../../../hooks/use-pages"
import { COUNT_STATUSES, type CountStatus } from "../../../lib/count-types"
import { useTexts } from "../../../lib/texts"

/** The counts of the stock. */
function Counts() {
  const { t } = useTexts()
  const [status, setStatus] = useState<CountStatus>()
  const [open, setOpen] = useState<string>()
  const { page, setPage, first } = usePages()
  const listed = useCounts({ status, page })
  return (
    <>
      <ListPage
        title={t("counts.title")}
        hint={t("counts.hint")}
        actions={<BeginCountDrawer onBegun={setOpen} />}
        filters={
          <div className="px-6 py-4">
            <ChoiceFilter
              id="guldasta-count-filter"
              label={t("workshop.state")}
              value={status}
              options={COUNT_STATUSES}
              textOf={(one) => t(`counts.status.${one}`)}
              onChange={first(setStatus)}
            />
          </div>
        }
        listed={listed}
        page={page}
        onPage={setPage}
      >
        {({ stock_counts: counts }) => <CountTable counts={counts} onOpen={setOpen} />}
      </ListPage>
      <CountDrawer id={open} onClose={() => setOpen(undefined)} />
    </>
  )
}

const CountsPage = () => (
  <PageFor route="GET /admin/stock-counts">
    <Counts />
  </PageFor>
)

export const config = defineRouteConfig({ label: "menu.stock_counts", translationNs: "guldasta", rank: 4 })

export default CountsPage

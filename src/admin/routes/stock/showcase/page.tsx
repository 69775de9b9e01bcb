import { defineRouteConfig } from "@medusajs/admin-sdk"
import { useState } from "react"
import { PageFor } from "../../../components/access"
import { BouquetDrawer } from "../../../components/bouquet-drawer"
import { BouquetTable } from "../../../components/bouquet-table"
import { ChoiceFilter } from "../../../components/choice"
import { ListPage } from "../../../components/list-page"
import { NewBouquetDrawer } from "../../../components/new-bouquet-drawer"
import { usePages } from "../../../hooks/use-pages"
import { useShowcase } from "../../../hooks/use-showcase"
import { BOUQUET_STATUSES, type Bouquet, type BouquetStatus } from "../../../lib/showcase-types"
import { useTexts } from "../../../lib/texts"

/** The bouquets that florists made without an order. */
function Showcase() {
  const { t } = useTexts()
  const [status, setStatus] = useState<BouquetStatus | undefined>("offered")
  const [chosen, setChosen] = useState<Bouquet>()
  const { page, setPage, first } = usePages()
  const listed = useShowcase({ status, page })
  return (
    <ListPage
      title={t("showcase.title")}
      hint={t("showcase.hint")}
      actions={<NewBouquetDrawer />}
      filters={
        <div className="px-6 py-4">
          <ChoiceFilter
            id="guldasta-showcase-filter"
            label={t("workshop.state")}
            value={status}
            options={BOUQUET_STATUSES}
            textOf={(one) => t(`showcase.status.${one}`)}
            onChange={first(setStatus)}
          />
        </div>
      }
      listed={listed}
      page={page}
      onPage={setPage}
    >
      {({ showcase_bouquets: bouquets }) => (
        <>
          <BouquetTable bouquets={bouquets} onChoose={setChosen} />
          <BouquetDrawer bouquet={chosen} onClose={() => setChosen(undefined)} />
        </>
      )}
    </ListPage>
  )
}

const ShowcasePage = () => (
  <PageFor route="GET /admin/stock-showcase">
    <Showcase />
  </PageFor>
)

export const config = defineRouteConfig({ label: "menu.stock_showcase", translationNs: "guldasta", rank: 4 })

export default ShowcasePage

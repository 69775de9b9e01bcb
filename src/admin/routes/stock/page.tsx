import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ArchiveBox } from "@medusajs/icons"
import { useState } from "react"
import { PageFor } from "../../components/access"
import { TextFilter } from "../../components/filter"
import { ListPage } from "../../components/list-page"
import { LotDrawer } from "../../components/lot-drawer"
import { StockExport } from "../../components/stock-export"
import { StockFileDrawer } from "../../components/stock-file-drawer"
import { StockItemTable } from "../../components/stock-item-table"
import { usePages } from "../../hooks/use-pages"
import { useStockItems } from "../../hooks/use-stock"
import type { StockItem } from "../../lib/stock-types"
import { useTexts } from "../../lib/texts"

/** The stock of the items. A row opens the lots of its item. */
function Stock() {
  const { t } = useTexts()
  const [q, setQ] = useState("")
  const [open, setOpen] = useState<StockItem>()
  const { page, setPage, first } = usePages()
  const listed = useStockItems({ q, page })
  return (
    <>
      <ListPage
        title={t("stock.title")}
        hint={t("stock.hint")}
        actions={
          <div className="flex flex-wrap gap-2">
            <StockExport />
            <StockFileDrawer />
          </div>
        }
        filters={
          <div className="px-6 py-4">
            <TextFilter
              id="guldasta-stock-search"
              label={t("stock.item")}
              className="w-72 max-w-full"
              value={q}
              onChange={first(setQ)}
            />
          </div>
        }
        listed={listed}
        page={page}
        onPage={setPage}
      >
        {({ stock_items: items }) => <StockItemTable items={items} onOpen={setOpen} />}
      </ListPage>
      <LotDrawer item={open} onClose={() => setOpen(undefined)} />
    </>
  )
}

const StockPage = () => (
  <PageFor route="GET /admin/stock-items">
    <Stock />
  </PageFor>
)

export const config = defineRouteConfig({
  label: "menu.stock",
  translationNs: "guldasta",
  icon: ArchiveBox,
  rank: 7,
})

export default StockPage

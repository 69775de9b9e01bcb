import { defineRouteConfig } from "@medusajs/admin-sdk"
import { useState } from "react"
import { MayButton, PageFor } from "../../../components/access"
import { ListPage } from "../../../components/list-page"
import { SupplierForm } from "../../../components/supplier-form"
import { SupplierTable } from "../../../components/supplier-table"
import { usePages } from "../../../hooks/use-pages"
import { useSuppliers } from "../../../hooks/use-stock"
import type { Supplier } from "../../../lib/stock-types"
import { useTexts } from "../../../lib/texts"

/** Who sells flowers to the shop. */
function Suppliers() {
  const { t } = useTexts()
  const { page, setPage } = usePages()
  const [edited, setEdited] = useState<Supplier | undefined | null>(null)
  const listed = useSuppliers(page)
  return (
    <>
      <ListPage
        title={t("stock.suppliers")}
        hint={t("stock.suppliers_hint")}
        actions={
          <MayButton route="POST /admin/stock-suppliers" size="small" onClick={() => setEdited(undefined)}>
            {t("stock.new_supplier")}
          </MayButton>
        }
        filters={null}
        listed={listed}
        page={page}
        onPage={setPage}
      >
        {({ stock_suppliers: suppliers }) => <SupplierTable suppliers={suppliers} onEdit={setEdited} />}
      </ListPage>
      <SupplierForm supplier={edited} onClose={() => setEdited(null)} />
    </>
  )
}

const SuppliersPage = () => (
  <PageFor route="GET /admin/stock-suppliers">
    <Suppliers />
  </PageFor>
)

export const config = defineRouteConfig({
  label: "menu.stock_suppliers",
  translationNs: "guldasta",
  rank: 5,
})

export default SuppliersPage

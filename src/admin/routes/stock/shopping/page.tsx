import { defineRouteConfig } from "@medusajs/admin-sdk"
import { useSearchParams } from "react-router-dom"
import { PageFor } from "../../../components/access"
import { ChoiceFilter } from "../../../components/choice"
import { ListPage } from "../../../components/list-page"
import { ShoppingFileButton } from "../../../components/shopping-file-button"
import { ShoppingTable } from "../../../components/shopping-table"
import { usePages } from "../../../hooks/use-pages"
import { useShoppingList } from "../../../hooks/use-reorder"
import { NO_SUPPLIER } from "../../../lib/reorder-types"
import { useTexts } from "../../../lib/texts"

/** What to order, of one supplier or of all, and why. */
function Shopping() {
  const { t } = useTexts()
  const [query, setQuery] = useSearchParams()
  const supplier = query.get("supplier") ?? undefined
  const { page, setPage, first } = usePages()
  const listed = useShoppingList({ supplier, page })
  const suppliers = listed.data?.suppliers ?? []
  const names = new Map(
    suppliers.map(({ supplier_id: id, name }) => [id ?? NO_SUPPLIER, name ?? t("stock.no_supplier")]),
  )
  const choose = (chosen: string | undefined) =>
    setQuery(chosen ? { supplier: chosen } : {}, { replace: true })
  return (
    <ListPage
      title={t("stock.shopping_list")}
      hint={t("stock.shopping_hint")}
      actions={<ShoppingFileButton supplier={supplier} />}
      filters={
        <div className="px-6 py-4">
          <ChoiceFilter
            id="guldasta-shopping-supplier"
            label={t("stock.supplier")}
            value={supplier !== undefined && names.has(supplier) ? supplier : undefined}
            options={[...names.keys()]}
            textOf={(id) => names.get(id) ?? id}
            onChange={first(choose)}
          />
        </div>
      }
      listed={listed}
      page={page}
      onPage={setPage}
    >
      {({ stock_shopping_list: items }) => <ShoppingTable items={items} />}
    </ListPage>
  )
}

const ShoppingPage = () => (
  <PageFor route="GET /admin/stock-shopping-list">
    <Shopping />
  </PageFor>
)

export const config = defineRouteConfig({
  label: "menu.stock_shopping",
  translationNs: "guldasta",
  rank: 4,
})

export default ShoppingPage

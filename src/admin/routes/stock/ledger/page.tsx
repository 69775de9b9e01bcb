import { defineRouteConfig } from "@medusajs/admin-sdk"
import { useState } from "react"
import { PageFor } from "../../../components/access"
import { ListPage } from "../../../components/list-page"
import { MovementFilters, type MovementChoice } from "../../../components/movement-filters"
import { MovementTable } from "../../../components/movement-table"
import { UnexplainedMovements } from "../../../components/unexplained-movements"
import { useCursorPages } from "../../../hooks/use-cursor-pages"
import { useMovements } from "../../../hooks/use-stock"
import { beginOf } from "../../../lib/format"
import { useTexts } from "../../../lib/texts"

const ALL: MovementChoice = {
  item: undefined,
  kind: undefined,
  location: undefined,
  order: "",
  from: "",
  to: "",
}

/** The movements of the stock, newest first. Those without a reason come before all others. */
function Ledger() {
  const { t } = useTexts()
  const [choice, setChoice] = useState<MovementChoice>(ALL)
  const { page, before, turn, first } = useCursorPages()
  const { item, kind, location, order, from, to } = choice
  const { data, error, isPending } = useMovements({
    inventory_item_id: item?.id,
    kind,
    location_id: location,
    order_number: order,
    from: beginOf(from),
    until: beginOf(to, 1),
    before,
  })
  const next = data?.next_before
  return (
    <div className="flex flex-col gap-y-3">
      <UnexplainedMovements />
      <ListPage
        title={t("stock.ledger")}
        hint={t("stock.ledger_hint")}
        filters={<MovementFilters choice={choice} onChange={first(setChoice)} />}
        listed={{ data: data && { ...data, has_more: Boolean(next) }, error, isPending }}
        page={page}
        onPage={(to_page) => turn(to_page, next)}
      >
        {({ stock_movements: movements }) => (
          <MovementTable movements={movements} empty={t("stock.no_movements")} />
        )}
      </ListPage>
    </div>
  )
}

const LedgerPage = () => (
  <PageFor route="GET /admin/stock-movements">
    <Ledger />
  </PageFor>
)

export const config = defineRouteConfig({ label: "menu.stock_ledger", translationNs: "guldasta", rank: 1 })

export default LedgerPage

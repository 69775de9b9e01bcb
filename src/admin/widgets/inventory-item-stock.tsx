import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminInventoryItem, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, Skeleton } from "@medusajs/ui"
import { IfOurs } from "../components/if-ours"
import { Refusal } from "../components/list-page"
import { LotList } from "../components/lot-list"
import { MovementTable } from "../components/movement-table"
import { StockHistory } from "../components/stock-history"
import { useLots, useMovements } from "../hooks/use-stock"
import { useTexts } from "../lib/texts"

function Lots({ id }: { id: string }) {
  const { t } = useTexts()
  const { data, error } = useLots({ item: id, all: false })
  return (
    <Container className="divide-y p-0" data-testid="guldasta-lots">
      <Heading level="h2" className="px-6 py-4">
        {t("stock.lots")}
      </Heading>
      {error && <Refusal error={error} />}
      {!data && !error && <Skeleton className="m-6 h-12" />}
      {data && <LotList lots={data.stock_lots} />}
    </Container>
  )
}

function Movements({ id }: { id: string }) {
  const { t } = useTexts()
  const { data, error } = useMovements({ inventory_item_id: id, limit: 10 })
  return (
    <Container className="divide-y p-0" data-testid="guldasta-movements">
      <Heading level="h2" className="px-6 py-4">
        {t("stock.last_movements")}
      </Heading>
      {error && <Refusal error={error} />}
      {!data && !error && <Skeleton className="m-6 h-12" />}
      {data && <MovementTable of="item" movements={data.stock_movements} empty={t("stock.no_movements")} />}
    </Container>
  )
}

/** The history of an inventory item as a chart, its lots that have flowers left, and its last movements. */
const InventoryItemStock = ({ data: item }: DetailWidgetProps<AdminInventoryItem>) => (
  <IfOurs subject={{ inventory_item_id: item.id }} needs="GET /admin/stock-lots">
    <StockHistory id={item.id} />
    <Lots id={item.id} />
    <Movements id={item.id} />
  </IfOurs>
)

export const config = defineWidgetConfig({
  id: "guldasta-inventory-item-stock",
  zone: "inventory_item.details.after",
})

export default InventoryItemStock

import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminInventoryItem, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, Skeleton, StatusBadge } from "@medusajs/ui"
import { useState } from "react"
import { MayButton } from "../components/access"
import { Fact } from "../components/fact"
import { IfOurs } from "../components/if-ours"
import { Refusal } from "../components/list-page"
import { ReorderForm } from "../components/reorder-form"
import { useReorder } from "../hooks/use-reorder"
import { formatDay, formatWeekdays } from "../lib/format"
import type { Reorder } from "../lib/reorder-types"
import { useTexts } from "../lib/texts"

/** What is set for an item, what to order of it now, and why. */
function Facts({ reorder }: { reorder: Reorder }) {
  const { t, language } = useTexts()
  const facts: [string, string | number][] = [
    [t("stock.level"), reorder.level ?? t("stock.not_set")],
    [t("stock.reorder_quantity"), reorder.quantity ?? t("stock.not_set")],
    [t("stock.supplier"), reorder.supplier_name ?? t("stock.no_supplier")],
    [t("stock.lead_days"), reorder.lead_days],
    [t("stock.proposed"), reorder.proposed],
    [t("stock.free"), reorder.free],
    [t("stock.need"), reorder.need],
    [t("stock.forecast"), reorder.forecast],
    [t("stock.open_orders"), reorder.open_orders],
    [t("stock.kept_for_later"), reorder.kept_for_later],
    [t("stock.until"), formatDay(reorder.until, language)],
    [t("stock.sold_by_weekday"), formatWeekdays(reorder.sold_by_weekday, language)],
  ]
  return (
    <div className="px-6 py-4">
      {facts.map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </div>
  )
}

function ReorderOfItem({ id }: { id: string }) {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useReorder(id)
  const reorder = data?.stock_reorder
  return (
    <Container className="divide-y p-0" data-testid="guldasta-reorder">
      <div className="flex items-center justify-between gap-x-2 px-6 py-4">
        <Heading level="h2">{t("stock.reorder")}</Heading>
        <div className="flex items-center gap-x-2">
          {reorder?.is_low && <StatusBadge color="orange">{t("stock.is_low")}</StatusBadge>}
          <MayButton
            route="POST /admin/stock-items/:id/reorder"
            size="small"
            variant="secondary"
            disabled={!reorder}
            onClick={() => setOpen(true)}
          >
            {t("stock.reorder_change")}
          </MayButton>
        </div>
      </div>
      {error && <Refusal error={error} />}
      {!data && !error && <Skeleton className="m-6 h-12" />}
      {reorder && <Facts reorder={reorder} />}
      {reorder && <ReorderForm reorder={reorder} open={isOpen} onClose={() => setOpen(false)} />}
    </Container>
  )
}

/** When the shop orders an inventory item again. */
const InventoryItemReorder = ({ data: item }: DetailWidgetProps<AdminInventoryItem>) => (
  <IfOurs subject={{ inventory_item_id: item.id }} needs="GET /admin/stock-items">
    <ReorderOfItem id={item.id} />
  </IfOurs>
)

export const config = defineWidgetConfig({
  id: "guldasta-inventory-item-reorder",
  zone: "inventory_item.details.side",
})

export default InventoryItemReorder

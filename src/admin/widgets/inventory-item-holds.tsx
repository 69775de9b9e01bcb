import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminInventoryItem, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { IfOurs } from "../components/if-ours"
import { useItemHolds } from "../hooks/use-item-holds"
import { formatMoment } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { ItemHold } from "../lib/types"

function Hold({ hold }: { hold: ItemHold }) {
  const { t, language } = useTexts()
  return (
    <div className="flex items-start justify-between gap-x-3 px-6 py-3">
      <div>
        <Text size="small" leading="compact" weight="plus">
          {hold.telegram_name ? t("holds.telegram", { name: hold.telegram_name }) : t("holds.web")}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle break-all">
          {hold.cart_id}
        </Text>
      </div>
      <div className="text-right">
        <Text size="small" leading="compact" weight="plus">
          {t("holds.pieces", { count: hold.quantity })}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle whitespace-nowrap">
          {t("holds.until", { time: formatMoment(hold.expires_at, language) })}
        </Text>
      </div>
    </div>
  )
}

function Holds({ item }: { item: AdminInventoryItem }) {
  const { t, errorText } = useTexts()
  const { data, error, isPending } = useItemHolds(item.id)
  return (
    <Container className="divide-y p-0" data-testid="guldasta-holds">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{t("holds.title")}</Heading>
        {data && data.held > 0 && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("holds.pieces", { count: data.held })}
          </Text>
        )}
      </div>
      {isPending && <Skeleton className="m-6 h-12" />}
      {error && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          {errorText(error)}
        </Text>
      )}
      {data?.holds.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("holds.none")}
        </Text>
      )}
      {data?.holds.map((hold) => (
        <Hold key={hold.cart_id} hold={hold} />
      ))}
    </Container>
  )
}

/**
 * Quantities of an inventory item that carts hold now. Medusa does not show them as reserved, but other
 * shoppers cannot buy them.
 */
const InventoryItemHolds = ({ data: item }: DetailWidgetProps<AdminInventoryItem>) => (
  <IfOurs subject={{ inventory_item_id: item.id }} needs="GET /admin/inventory-items/:id/holds">
    <Holds item={item} />
  </IfOurs>
)

export const config = defineWidgetConfig({
  id: "guldasta-inventory-item-holds",
  zone: "inventory_item.details.side",
})

export default InventoryItemHolds

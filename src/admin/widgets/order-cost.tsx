import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading } from "@medusajs/ui"
import { CostFacts } from "../components/cost-facts"
import { IfOurs } from "../components/if-ours"
import { Refusal } from "../components/list-page"
import { useOrderCost } from "../hooks/use-costs"
import { useTexts } from "../lib/texts"

function OrderMargin({ order }: { order: AdminOrder }) {
  const { t } = useTexts()
  const { data, error } = useOrderCost(order.id)
  return (
    <Container className="divide-y p-0" data-testid="guldasta-order-cost">
      <div className="px-6 py-4">
        <Heading level="h2">{t("cost.title")}</Heading>
      </div>
      {error && <Refusal error={error} />}
      {data && (
        <div className="px-6 py-4">
          <CostFacts
            cost={data.cost}
            currency={data.cost.currency_code}
            priceName={t("cost.goods")}
            unknown={t(data.cost.is_estimated ? "cost.unknown" : "cost.later")}
          />
        </div>
      )}
    </Container>
  )
}

/** What the flowers of an order have cost, and its margin. Only roles with access to money see it. */
const OrderCost = ({ data: order }: DetailWidgetProps<AdminOrder>) => (
  <IfOurs subject={{ order_id: order.id }} needs="GET /admin/orders/:id/cost">
    <OrderMargin order={order} />
  </IfOurs>
)

export const config = defineWidgetConfig({ id: "guldasta-order-cost", zone: "order.details.side" })

export default OrderCost

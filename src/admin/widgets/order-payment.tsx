import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { IfOurs } from "../components/if-ours"
import { PaymentHistory } from "../components/payment-history"
import { PaymentMismatch } from "../components/payment-mismatch"
import { PaymentStateBadge } from "../components/payment-state"
import { PaymentSteps } from "../components/payment-steps"
import { useOrderPayments, usePayment } from "../hooks/use-payments"
import { formatMoment, formatMoney } from "../lib/format"
import type { GatewayTransaction } from "../lib/payment-types"
import { useTexts } from "../lib/texts"

/** Number of history entries in the widget; the payments page shows all. */
const LAST = 3

function Payment({ transaction }: { transaction: GatewayTransaction }) {
  const { language } = useTexts()
  const { data } = usePayment(transaction.id)
  const { gateway, amount, currency_code, performed_at, began_at } = transaction
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Text size="small" leading="compact" weight="plus">
          {gateway}, {formatMoney(amount, currency_code, language)}
        </Text>
        <PaymentStateBadge transaction={transaction} />
      </div>
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {formatMoment(performed_at ?? began_at, language)}
      </Text>
      <PaymentMismatch transaction={transaction} />
      <PaymentSteps transaction={transaction} />
      {data && <PaymentHistory calls={data.calls} resolutions={data.resolutions} most={LAST} />}
    </div>
  )
}

function Payments({ order }: { order: AdminOrder }) {
  const { t } = useTexts()
  const { data } = useOrderPayments(order.id)
  if (!data?.gateway_transactions.length) {
    return null
  }
  return (
    <Container className="divide-y p-0" data-testid="guldasta-payment">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{t("payments.of_order")}</Heading>
        <Link to={`/payments?order=${order.display_id}`} className="txt-compact-small text-ui-fg-interactive">
          {t("payments.details")}
        </Link>
      </div>
      {data.gateway_transactions.map((transaction) => (
        <Payment key={transaction.id} transaction={transaction} />
      ))}
    </Container>
  )
}

/**
 * The gateway's state of the order's payment and the allowed actions. Only roles with access to money see it.
 */
const OrderPayment = ({ data: order }: DetailWidgetProps<AdminOrder>) => (
  <IfOurs subject={{ order_id: order.id }} needs="GET /admin/gateway-transactions">
    <Payments order={order} />
  </IfOurs>
)

export const config = defineWidgetConfig({
  id: "guldasta-order-payment",
  zone: "order.details.side",
})

export default OrderPayment

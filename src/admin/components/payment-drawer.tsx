import { Drawer, Skeleton } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { usePayment } from "../hooks/use-payments"
import { formatMoment, formatMoney } from "../lib/format"
import type { TransactionDetail } from "../lib/payment-types"
import { useTexts } from "../lib/texts"
import { Fact } from "./fact"
import { Refusal } from "./list-page"
import { PaymentHistory } from "./payment-history"
import { PaymentMismatch } from "./payment-mismatch"
import { PaymentStateBadge } from "./payment-state"
import { PaymentSteps } from "./payment-steps"

function Facts({ detail }: { detail: TransactionDetail }) {
  const { t, language } = useTexts()
  const { gateway_transaction: one, order } = detail
  const units = (amount: number) => formatMoney(amount * 100, one.currency_code, language)
  const moment = (at: string | null) => (at ? formatMoment(at, language) : "–")
  return (
    <div>
      <Fact name={t("workshop.order")}>
        <Link to={`/orders/${one.order_id}`} className="text-ui-fg-interactive">
          #{one.reference}
        </Link>
      </Fact>
      <Fact name={t("payments.gateway")}>{one.gateway}</Fact>
      <Fact name={t("payments.id")}>
        <span className="break-all">{one.external_id}</span>
      </Fact>
      <Fact name={t("payments.amount")}>{formatMoney(one.amount, one.currency_code, language)}</Fact>
      {one.refunded_amount > 0 && (
        <Fact name={t("payments.refunded")}>
          {formatMoney(one.refunded_amount, one.currency_code, language)}
        </Fact>
      )}
      <Fact name={t("payments.began")}>{moment(one.began_at)}</Fact>
      <Fact name={t("payments.performed")}>{moment(one.performed_at)}</Fact>
      <Fact name={t("payments.canceled")}>
        {moment(one.canceled_at)}
        {one.cancel_cause &&
          ` (${[one.cancel_cause, one.reason].filter((part) => part !== null).join(", ")})`}
      </Fact>
      {order && (
        <Fact name={t("payments.in_medusa")}>
          {t("payments.in_medusa_sums", {
            total: units(order.total),
            captured: units(order.captured),
            refunded: units(order.refunded),
          })}
        </Fact>
      )}
    </div>
  )
}

/** Details of one payment: facts, allowed actions and history. */
export function PaymentDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTexts()
  const { data, error, isPending } = usePayment(id)
  return (
    <Drawer open={id !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("payments.one")}</Drawer.Title>
          <Drawer.Description>{data?.gateway_transaction.gateway}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-5 overflow-y-auto">
          {isPending && <Skeleton className="h-40" />}
          {error && <Refusal error={error} />}
          {data && (
            <>
              <div>
                <PaymentStateBadge transaction={data.gateway_transaction} />
              </div>
              <PaymentMismatch transaction={data.gateway_transaction} />
              <PaymentSteps transaction={data.gateway_transaction} />
              <Facts detail={data} />
              <PaymentHistory calls={data.calls} resolutions={data.resolutions} />
            </>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}

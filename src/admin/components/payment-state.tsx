import { StatusBadge } from "@medusajs/ui"
import { useTexts } from "../lib/texts"
import type { GatewayTransaction, PaymentState } from "../lib/payment-types"

const COLORS: Record<PaymentState, "grey" | "blue" | "green"> = {
  in_progress: "blue",
  performed: "green",
  canceled: "grey",
}

/**
 * State of a payment at its gateway. A payment that was refunded after it was performed is shown as
 * "refunded".
 */
export function PaymentStateBadge({
  transaction,
}: {
  transaction: Pick<GatewayTransaction, "state" | "performed_at" | "needs_attention">
}) {
  const { t } = useTexts()
  const { state, performed_at, needs_attention } = transaction
  const isRefunded = state === "canceled" && performed_at !== null
  return (
    <StatusBadge color={needs_attention ? "orange" : COLORS[state]} className="whitespace-nowrap">
      {t(isRefunded ? "payments.state.refunded" : `payments.state.${state}`)}
    </StatusBadge>
  )
}

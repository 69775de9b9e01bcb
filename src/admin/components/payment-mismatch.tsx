import { Text } from "@medusajs/ui"
import type { GatewayTransaction } from "../lib/payment-types"
import { useTexts } from "../lib/texts"

/** For a due refund, the text points to the refund button or to the gateway's cabinet. */
function todoOf({ needs_attention: attention, to_be_refunded: isDue, steps }: GatewayTransaction): string {
  if (isDue) {
    return steps.includes("refund") ? "refund_api" : "refund_cabinet"
  }
  return attention ?? ""
}

/** Explains a payment mismatch: what happened, and how to resolve it. */
export function PaymentMismatch({ transaction }: { transaction: GatewayTransaction }) {
  const { t } = useTexts()
  const { needs_attention: attention, gateway } = transaction
  if (!attention) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-1">
      <Text size="small" weight="plus">
        {t(`payments.attention.${attention}`, { gateway })}
      </Text>
      <Text size="small" className="text-ui-fg-subtle">
        {t(`payments.todo.${todoOf(transaction)}`, { gateway })}
      </Text>
    </div>
  )
}

import { toast, usePrompt } from "@medusajs/ui"
import { usePayBack } from "../hooks/use-order-assignment"
import { formatMoney } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { Balance } from "../lib/types"
import { MayButton } from "./access"
import { Fact } from "./fact"

/** What is still to be collected from the shopper, or given back. Empty for a paid order. */
export function OrderBalance({
  orderId,
  balance,
  paymentUrl,
}: {
  orderId: string
  balance: Balance
  paymentUrl: string | null
}) {
  const { t, language, errorText } = useTexts()
  const prompt = usePrompt()
  const payBack = usePayBack(orderId)
  const { due, owed, currency_code: currency } = balance
  const amount = formatMoney(due || owed, currency, language)
  const ask = async () => {
    const isSure = await prompt({
      title: t("workshop.pay_back"),
      description: t("workshop.pay_back_hint", { amount }),
      confirmText: t("workshop.pay_back"),
      cancelText: t("reason.cancel"),
    })
    if (isSure) {
      payBack.mutate(undefined, {
        onSuccess: () => toast.success(t("workshop.paid_back")),
        onError: (error) => toast.error(errorText(error)),
      })
    }
  }
  if (!due && !owed) {
    return null
  }
  return (
    <div className="flex flex-col items-start gap-y-2 px-6 py-4" data-testid="guldasta-balance">
      <Fact name={t(due ? "workshop.due" : "workshop.owed")}>{amount}</Fact>
      {paymentUrl && <Fact name={t("workshop.payment_url")}>{paymentUrl}</Fact>}
      {owed > 0 && (
        <MayButton
          route="POST /admin/orders/:id/balance/pay-back"
          size="small"
          variant="secondary"
          isLoading={payBack.isPending}
          onClick={() => void ask()}
        >
          {t("workshop.pay_back")}
        </MayButton>
      )}
    </div>
  )
}

import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useResolvePayment } from "../hooks/use-payments"
import type { GatewayTransaction, ResolutionStep } from "../lib/payment-types"
import { useTexts } from "../lib/texts"
import { ReasonPrompt } from "./reason-prompt"

/** Actions that need a confirmation: `refund` moves money, and `resolve` records a statement of the user. */
const ASKED: ResolutionStep[] = ["refund", "resolve"]

/** One button for each action that is allowed on a payment. */
export function PaymentSteps({ transaction }: { transaction: GatewayTransaction }) {
  const { t, errorText } = useTexts()
  const [asking, setAsking] = useState<ResolutionStep>()
  const resolve = useResolvePayment()
  const { id, steps, gateway, refunds } = transaction
  const key = (step: ResolutionStep) => (step === "refund" ? `refund_${refunds}` : step)
  const label = (step: ResolutionStep) => t(`payments.step.${key(step)}`, { gateway })

  const take = (step: ResolutionStep, note?: string) =>
    resolve.mutate(
      { id, step, note },
      {
        onSuccess: () => toast.success(t(`payments.done.${key(step)}`, { gateway })),
        onError: (error) => toast.error(errorText(error)),
        onSettled: () => setAsking(undefined),
      },
    )

  if (!steps.length) {
    return null
  }
  return (
    <div className="flex flex-wrap gap-2">
      {steps.map((step) => (
        <Button
          key={step}
          size="small"
          variant="secondary"
          disabled={resolve.isPending}
          isLoading={resolve.isPending && resolve.variables.step === step}
          onClick={() => (ASKED.includes(step) ? setAsking(step) : take(step))}
        >
          {label(step)}
        </Button>
      ))}
      <ReasonPrompt
        title={asking ? label(asking) : ""}
        hint={asking ? t(`payments.ask.${key(asking)}`, { gateway }) : ""}
        label={t("payments.note")}
        open={Boolean(asking)}
        busy={resolve.isPending}
        onClose={() => setAsking(undefined)}
        onReason={(note) => asking && take(asking, note)}
      />
    </div>
  )
}

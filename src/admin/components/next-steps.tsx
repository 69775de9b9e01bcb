import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTakeStep } from "../hooks/use-order-assignment"
import { useTexts } from "../lib/texts"
import type { Method, NextAction } from "../lib/types"
import { MayButton } from "./access"
import { ReasonPrompt } from "./reason-prompt"

const UNDOING = ["cancel", "return", "fail_delivery", "give_back", "give_back_delivery"]

const isUndoing = (action: string) => UNDOING.includes(action)

/** One button for each action that is allowed now. Asks for a reason where the action requires one. */
export function NextSteps({
  orderId,
  method,
  steps,
}: {
  orderId: string
  method: Method
  steps: NextAction[]
}) {
  const { t, errorText } = useTexts()
  const [asking, setAsking] = useState<string>()
  const step = useTakeStep(orderId)
  const label = (action: string) =>
    t(action === "deliver" && method === "pickup" ? "step.hand_over" : `step.${action}`)

  const take = (action: string, reason?: string) =>
    step.mutate(
      { action, reason },
      {
        onSuccess: () => toast.success(t("step.done")),
        onError: (error) => toast.error(errorText(error)),
        onSettled: () => setAsking(undefined),
      },
    )

  const inOrder = [...steps].sort((a, b) => Number(isUndoing(a.action)) - Number(isUndoing(b.action)))
  if (!steps.length) {
    return null
  }
  return (
    <div className="flex flex-wrap gap-2 px-6 py-4">
      {inOrder.map(({ action, needs_reason }) => (
        <MayButton
          key={action}
          route={`POST /admin/orders/:id/assignment/${action}`}
          size="small"
          variant={isUndoing(action) ? "secondary" : "primary"}
          disabled={step.isPending}
          isLoading={step.isPending && step.variables.action === action}
          onClick={() => (needs_reason ? setAsking(action) : take(action))}
        >
          {label(action)}
        </MayButton>
      ))}
      <ReasonPrompt
        title={asking ? label(asking) : ""}
        open={Boolean(asking)}
        busy={step.isPending}
        onClose={() => setAsking(undefined)}
        onReason={(reason) => asking && take(asking, reason)}
      />
    </div>
  )
}

import { Badge, Text } from "@medusajs/ui"
import { formatMoment } from "../lib/format"
import type { GatewayCall, Mending } from "../lib/payment-types"
import { useTexts } from "../lib/texts"

const COLORS = { ok: "green", refused: "orange", failed: "red" } as const

function Call({ call, short }: { call: GatewayCall; short: boolean }) {
  const { t } = useTexts()
  return (
    <>
      <div className="flex items-center gap-x-2">
        <Text size="small" leading="compact" weight="plus" className="break-all">
          {call.method}
        </Text>
        <Badge size="2xsmall" color={COLORS[call.outcome]}>
          {t(`payments.outcome.${call.outcome}`)}
        </Badge>
      </div>
      {!short && (
        <details>
          <summary className="txt-compact-xsmall text-ui-fg-subtle cursor-pointer">
            {t("payments.exchange", { ms: call.took_ms })}
          </summary>
          <pre className="txt-compact-xsmall bg-ui-bg-subtle mt-1 overflow-x-auto rounded-md p-2">
            {JSON.stringify({ request: call.request, answer: call.answer }, null, 2)}
          </pre>
        </details>
      )}
    </>
  )
}

function Step({ mending }: { mending: Mending }) {
  const { t } = useTexts()
  return (
    <>
      <Text size="small" leading="compact" weight="plus">
        {t(`payments.history_step.${mending.step}`)}
      </Text>
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {mending.user_name ?? t("actor.admin")}
        {mending.attention && ` · ${t(`payments.short.${mending.attention}`)}`}
      </Text>
      {mending.note && (
        <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
          “{mending.note}”
        </Text>
      )}
    </>
  )
}

/**
 * All that happened with a payment, the newest first: what the gateway and the shop said to each other, and what
 * staff did.
 *
 * @param most how many lines, for a short history
 */
export function PaymentHistory({
  calls,
  mendings,
  most,
}: {
  calls: GatewayCall[]
  mendings: Mending[]
  most?: number
}) {
  const { t, language } = useTexts()
  const lines = [
    ...calls.map((call) => ({ at: call.created_at, id: call.id, what: <Call call={call} short={!!most} /> })),
    ...mendings.map((mending) => ({
      at: mending.created_at,
      id: mending.id,
      what: <Step mending={mending} />,
    })),
  ].sort((a, b) => b.at.localeCompare(a.at))
  if (!lines.length) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("payments.no_history")}
      </Text>
    )
  }
  return (
    <ol className="flex flex-col gap-y-3" aria-label={t("payments.history")}>
      {lines.slice(0, most).map(({ at, id, what }) => (
        <li key={id} className="border-ui-border-base flex flex-col gap-y-0.5 border-l-2 pl-3">
          <Text size="xsmall" className="text-ui-fg-muted">
            {formatMoment(at, language)}
          </Text>
          {what}
        </li>
      ))}
    </ol>
  )
}

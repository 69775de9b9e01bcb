import { Badge, Text } from "@medusajs/ui"
import { formatMoment } from "../lib/format"
import type { GatewayCall, Resolution } from "../lib/payment-types"
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

function Step({ resolution }: { resolution: Resolution }) {
  const { t } = useTexts()
  return (
    <>
      <Text size="small" leading="compact" weight="plus">
        {t(`payments.history_step.${resolution.step}`)}
      </Text>
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {resolution.user_name ?? t("actor.admin")}
        {resolution.attention && ` · ${t(`payments.short.${resolution.attention}`)}`}
      </Text>
      {resolution.note && (
        <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
          “{resolution.note}”
        </Text>
      )}
    </>
  )
}

/**
 * History of a payment, newest first: calls between the gateway and the shop, and actions of staff.
 *
 * @param most maximum number of entries
 */
export function PaymentHistory({
  calls,
  resolutions,
  most,
}: {
  calls: GatewayCall[]
  resolutions: Resolution[]
  most?: number
}) {
  const { t, language } = useTexts()
  const lines = [
    ...calls.map((call) => ({ at: call.created_at, id: call.id, what: <Call call={call} short={!!most} /> })),
    ...resolutions.map((resolution) => ({
      at: resolution.created_at,
      id: resolution.id,
      what: <Step resolution={resolution} />,
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

import { Button, Container, Heading, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useUnmatchedPayments, useResolveUnmatchedPayment } from "../hooks/use-payments"
import { formatMoment, formatMoney } from "../lib/format"
import { useTexts } from "../lib/texts"
import { ReasonPrompt } from "./reason-prompt"

/** Payments captured in Medusa without a record of the gateway. Renders nothing while there are none. */
export function UnmatchedPayments() {
  const { t, language, errorText } = useTexts()
  const [asking, setAsking] = useState<string>()
  const { data } = useUnmatchedPayments()
  const resolve = useResolveUnmatchedPayment()
  if (!data?.unmatched_payments.length) {
    return null
  }
  const take = (id: string, note: string) =>
    resolve.mutate(
      { id, note },
      {
        onSuccess: () => toast.success(t("payments.done.resolve")),
        onError: (error) => toast.error(errorText(error)),
        onSettled: () => setAsking(undefined),
      },
    )
  return (
    <Container className="divide-y p-0" data-testid="guldasta-unmatched-payments">
      <div className="px-6 py-4">
        <Heading level="h2">{t("payments.unmatched.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("payments.unmatched.hint")}
        </Text>
      </div>
      {data.unmatched_payments.map((payment) => (
        <div key={payment.id} className="flex flex-wrap items-center gap-3 px-6 py-4">
          {payment.order_id && <Link to={`/orders/${payment.order_id}`}>#{payment.reference}</Link>}
          <Text size="small">
            {payment.gateway}, {formatMoney(payment.amount, payment.currency_code, language)}
          </Text>
          <Text size="small" className="text-ui-fg-muted">
            {formatMoment(payment.captured_at, language)}
          </Text>
          <Button size="small" variant="secondary" onClick={() => setAsking(payment.id)}>
            {t("payments.step.resolve")}
          </Button>
        </div>
      ))}
      <ReasonPrompt
        title={t("payments.step.resolve")}
        hint={t("payments.ask.resolve")}
        label={t("payments.note")}
        open={Boolean(asking)}
        busy={resolve.isPending}
        onClose={() => setAsking(undefined)}
        onReason={(note) => asking && take(asking, note)}
      />
    </Container>
  )
}

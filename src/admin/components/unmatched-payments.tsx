import { Button, Container, Heading, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useLonePayments, useMendLonePayment } from "../hooks/use-payments"
import { formatMoment, formatMoney } from "../lib/format"
import { useTexts } from "../lib/texts"
import { ReasonPrompt } from "./reason-prompt"

/** Payments that Medusa has captured and no gateway ever had; nothing is shown while there are none. */
export function LonePayments() {
  const { t, language, errorText } = useTexts()
  const [asking, setAsking] = useState<string>()
  const { data } = useLonePayments()
  const mend = useMendLonePayment()
  if (!data?.lone_payments.length) {
    return null
  }
  const take = (id: string, note: string) =>
    mend.mutate(
      { id, note },
      {
        onSuccess: () => toast.success(t("payments.done.mend")),
        onError: (error) => toast.error(errorText(error)),
        onSettled: () => setAsking(undefined),
      },
    )
  return (
    <Container className="divide-y p-0" data-testid="guldasta-lone-payments">
      <div className="px-6 py-4">
        <Heading level="h2">{t("payments.lone.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("payments.lone.hint")}
        </Text>
      </div>
      {data.lone_payments.map((payment) => (
        <div key={payment.id} className="flex flex-wrap items-center gap-3 px-6 py-4">
          {payment.order_id && <Link to={`/orders/${payment.order_id}`}>#{payment.reference}</Link>}
          <Text size="small">
            {payment.gateway}, {formatMoney(payment.amount, payment.currency_code, language)}
          </Text>
          <Text size="small" className="text-ui-fg-muted">
            {formatMoment(payment.captured_at, language)}
          </Text>
          <Button size="small" variant="secondary" onClick={() => setAsking(payment.id)}>
            {t("payments.step.mend")}
          </Button>
        </div>
      ))}
      <ReasonPrompt
        title={t("payments.step.mend")}
        hint={t("payments.ask.mend")}
        label={t("payments.note")}
        open={Boolean(asking)}
        busy={mend.isPending}
        onClose={() => setAsking(undefined)}
        onReason={(note) => asking && take(asking, note)}
      />
    </Container>
  )
}

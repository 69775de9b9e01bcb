import { Container, Heading, StatusBadge, Table, Text } from "@medusajs/ui"
import { usePaymentCheck } from "../hooks/use-payments"
import { formatDay, formatMoney } from "../lib/format"
import type { DaySums as Sums } from "../lib/payment-types"
import { useTexts } from "../lib/texts"

const isEven = ({ taken, captured, returned, refunded }: Sums) => taken === captured && returned === refunded

/**
 * Sums of the last seven days per gateway: amounts received and refunded at the gateway, captured and
 * refunded in Medusa.
 */
export function DaySums() {
  const { t, language } = useTexts()
  const { data } = usePaymentCheck()
  if (!data) {
    return null
  }
  const days = [...data.days].reverse()
  return (
    <Container className="divide-y p-0" data-testid="guldasta-day-sums">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading level="h2">{t("payments.sums.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("payments.sums.hint")}
          </Text>
        </div>
        <StatusBadge color={data.findings.length ? "orange" : "green"} className="whitespace-nowrap">
          {data.findings.length
            ? t("payments.sums.differ", { count: data.findings.length })
            : t("payments.sums.even")}
        </StatusBadge>
      </div>
      {days.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("payments.sums.none")}
        </Text>
      )}
      {days.length > 0 && (
        <div className="overflow-x-auto">
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell>{t("workshop.day")}</Table.HeaderCell>
                <Table.HeaderCell>{t("payments.gateway")}</Table.HeaderCell>
                <Table.HeaderCell className="text-right">{t("payments.sums.count")}</Table.HeaderCell>
                <Table.HeaderCell className="text-right">{t("payments.sums.taken")}</Table.HeaderCell>
                <Table.HeaderCell className="text-right">{t("payments.sums.captured")}</Table.HeaderCell>
                <Table.HeaderCell className="text-right">{t("payments.sums.returned")}</Table.HeaderCell>
                <Table.HeaderCell className="text-right">{t("payments.sums.refunded")}</Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {days.map((one) => (
                <Table.Row
                  key={`${one.day}:${one.provider_id}:${one.currency_code}`}
                  className={isEven(one) ? "" : "text-ui-fg-error"}
                >
                  <Table.Cell className="whitespace-nowrap">{formatDay(one.day, language)}</Table.Cell>
                  <Table.Cell>{one.gateway}</Table.Cell>
                  <Table.Cell className="text-right">{one.payments}</Table.Cell>
                  {[one.taken, one.captured, one.returned, one.refunded].map((amount, index) => (
                    <Table.Cell key={index} className="whitespace-nowrap text-right">
                      {formatMoney(amount, one.currency_code, language)}
                    </Table.Cell>
                  ))}
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </Container>
  )
}

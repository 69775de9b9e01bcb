import { Button, Table, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { formatMoment, formatMoney } from "../lib/format"
import type { GatewayTransaction } from "../lib/payment-types"
import { useTexts } from "../lib/texts"
import { EmptyList } from "./data-table"
import { PaymentMismatch } from "./payment-mismatch"
import { PaymentStateBadge } from "./payment-state"
import { PaymentSteps } from "./payment-steps"

type PaymentTableProps = { transactions: GatewayTransaction[]; onOpen: (id: string) => void }

const amountOf = ({ amount, currency_code }: GatewayTransaction, language: string) =>
  formatMoney(amount, currency_code, language)

/** The mismatch of a payment: what happened, and how to resolve it. */
function Mismatch({
  transaction,
  onOpen,
}: {
  transaction: GatewayTransaction
  onOpen: (id: string) => void
}) {
  const { t, language } = useTexts()
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4" data-testid="guldasta-mismatch">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to={`/orders/${transaction.order_id}`} className="txt-compact-small-plus">
          #{transaction.reference}
        </Link>
        <Text size="small">
          {transaction.gateway}, {amountOf(transaction, language)}
        </Text>
        <PaymentStateBadge transaction={transaction} />
        <Text size="small" className="text-ui-fg-muted">
          {formatMoment(transaction.performed_at ?? transaction.began_at, language)}
        </Text>
      </div>
      <PaymentMismatch transaction={transaction} />
      <div className="flex flex-wrap gap-2">
        <PaymentSteps transaction={transaction} />
        <Button size="small" variant="transparent" onClick={() => onOpen(transaction.id)}>
          {t("payments.history")}
        </Button>
      </div>
    </div>
  )
}

function Line({ transaction, onOpen }: { transaction: GatewayTransaction; onOpen: (id: string) => void }) {
  const { language } = useTexts()
  return (
    <Table.Row className="cursor-pointer" onClick={() => onOpen(transaction.id)}>
      <Table.Cell>
        <Link to={`/orders/${transaction.order_id}`} onClick={(event) => event.stopPropagation()}>
          #{transaction.reference}
        </Link>
      </Table.Cell>
      <Table.Cell>{transaction.gateway}</Table.Cell>
      <Table.Cell className="whitespace-nowrap text-right">{amountOf(transaction, language)}</Table.Cell>
      <Table.Cell>
        <PaymentStateBadge transaction={transaction} />
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap">{formatMoment(transaction.began_at, language)}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">
        {transaction.performed_at ? formatMoment(transaction.performed_at, language) : "–"}
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap">
        {transaction.canceled_at ? formatMoment(transaction.canceled_at, language) : "–"}
      </Table.Cell>
    </Table.Row>
  )
}

/** Table of gateway payments. Mismatched payments come first, each with its explanation. */
export function PaymentTable({ transactions, onOpen }: PaymentTableProps) {
  const { t } = useTexts()
  if (!transactions.length) {
    return <EmptyList>{t("payments.empty")}</EmptyList>
  }
  const mismatched = transactions.filter(({ needs_attention }) => needs_attention)
  const others = transactions.filter(({ needs_attention }) => !needs_attention)
  return (
    <>
      {mismatched.map((transaction) => (
        <Mismatch key={transaction.id} transaction={transaction} onOpen={onOpen} />
      ))}
      {others.length > 0 && (
        <div className="overflow-x-auto">
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell>{t("workshop.order")}</Table.HeaderCell>
                <Table.HeaderCell>{t("payments.gateway")}</Table.HeaderCell>
                <Table.HeaderCell className="text-right">{t("payments.amount")}</Table.HeaderCell>
                <Table.HeaderCell>{t("workshop.state")}</Table.HeaderCell>
                <Table.HeaderCell>{t("payments.began")}</Table.HeaderCell>
                <Table.HeaderCell>{t("payments.performed")}</Table.HeaderCell>
                <Table.HeaderCell>{t("payments.canceled")}</Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {others.map((transaction) => (
                <Line key={transaction.id} transaction={transaction} onOpen={onOpen} />
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </>
  )
}

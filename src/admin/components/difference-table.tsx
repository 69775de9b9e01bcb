import { Table } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Difference, PaymentState } from "../lib/payment-types"
import { useTexts } from "../lib/texts"

/** Table of differences between a gateway's registry and the shop's records. */
export function DifferenceTable({ differences }: { differences: Difference[] }) {
  const { t, language } = useTexts()
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  const side = (minorUnits: number | null, state: PaymentState | null, unread?: Difference["unread"]) =>
    [
      ...(minorUnits === null ? [] : [number.format(minorUnits / 100)]),
      ...(state ? [t(`payments.state.${state}`)] : []),
      ...(unread ? [`${t(`payments.registry.column.${unread.column}`)}: «${unread.text}»`] : []),
    ].join(" · ") || "–"
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("payments.registry.difference")}</Table.HeaderCell>
            <Table.HeaderCell>{t("payments.registry.line")}</Table.HeaderCell>
            <Table.HeaderCell>{t("payments.id")}</Table.HeaderCell>
            <Table.HeaderCell>{t("workshop.order")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("payments.registry.theirs")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("payments.registry.ours")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {differences.map((one) => (
            <Table.Row key={`${one.kind}:${one.line}:${one.external_id}:${one.unread?.column}`}>
              <Table.Cell className="whitespace-nowrap">{t(`payments.registry.kind.${one.kind}`)}</Table.Cell>
              <Table.Cell>{one.line ?? "–"}</Table.Cell>
              <Table.Cell className="max-w-48 truncate">{one.external_id ?? "–"}</Table.Cell>
              <Table.Cell>
                {one.order_id ? (
                  <Link to={`/orders/${one.order_id}`}>#{one.reference}</Link>
                ) : (
                  (one.reference ?? "–")
                )}
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap text-right">
                {side(one.their_amount, one.their_state, one.unread)}
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap text-right">
                {side(one.our_amount, one.our_state)}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}

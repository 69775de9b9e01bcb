import { Table } from "@medusajs/ui"
import { formatDay, formatMoment, formatWorth } from "../lib/format"
import type { Lot } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { useMay } from "../hooks/use-access"
import { DataTable } from "./data-table"
import { LotOffer } from "./lot-offer"

/** Table of the lots of an item: when they came, what is left, and when they wilt. */
export function LotList({ lots }: { lots: Lot[] }) {
  const { t, language } = useTexts()
  const mayOffer = useMay("POST /admin/stock-offers")
  const withCost = lots.some(({ unit_cost }) => unit_cost !== undefined)
  return (
    <DataTable
      empty={t("stock.no_lots")}
      heads={[
        t("stock.received"),
        t("stock.left"),
        t("stock.fresh_until"),
        ...(withCost ? [t("stock.unit_cost")] : []),
        t("stock.supplier"),
        ...(mayOffer ? [""] : []),
      ]}
      rows={lots.map((lot) => (
        <Table.Row key={lot.id} data-testid="guldasta-lot">
          <Table.Cell className="whitespace-nowrap">{formatMoment(lot.received_at, language)}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {t("stock.left_of", { left: lot.quantity_left, count: lot.quantity })}
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {lot.wilts_on ? formatDay(lot.wilts_on, language) : "–"}
          </Table.Cell>
          {withCost && (
            <Table.Cell
              className="whitespace-nowrap"
              title={lot.is_estimated && lot.unit_cost != null ? t("stock.estimated") : undefined}
            >
              {lot.is_estimated && lot.unit_cost != null ? "≈ " : ""}
              {formatWorth(lot.unit_cost, language)}
            </Table.Cell>
          )}
          <Table.Cell className="whitespace-nowrap">{lot.supplier_name ?? "–"}</Table.Cell>
          {mayOffer && (
            <Table.Cell className="text-right">
              <LotOffer lot={lot} />
            </Table.Cell>
          )}
        </Table.Row>
      ))}
    />
  )
}

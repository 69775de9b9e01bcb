import { Table } from "@medusajs/ui"
import { formatMoment, formatWorth } from "../lib/format"
import { itemName, type StockItem } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { DataTable } from "./data-table"

type StockItemTableProps = { items: StockItem[]; onOpen: (item: StockItem) => void }

/** Table of the items by location. A row opens the lots of its item. */
export function StockItemTable({ items, onOpen }: StockItemTableProps) {
  const { t, language } = useTexts()
  const withCost = items.some(({ average_cost }) => average_cost !== undefined)
  const withLocation = new Set(items.map(({ location_id }) => location_id)).size > 1
  return (
    <DataTable
      empty={t("stock.none_found")}
      heads={[
        t("stock.item"),
        ...(withLocation ? [t("stock.location")] : []),
        t("stock.stocked"),
        t("stock.reserved"),
        t("stock.held"),
        t("stock.free"),
        t("stock.sold"),
        t("stock.last_receipt"),
        ...(withCost ? [t("stock.average_cost")] : []),
      ]}
      rows={items.map((item) => (
        <Table.Row
          key={`${item.inventory_item_id} ${item.location_id}`}
          className="cursor-pointer"
          onClick={() => onOpen(item)}
        >
          <Table.Cell className="min-w-40">{itemName(item)}</Table.Cell>
          {withLocation && <Table.Cell className="whitespace-nowrap">{item.location_name}</Table.Cell>}
          <Table.Cell>{item.stocked}</Table.Cell>
          <Table.Cell>{item.reserved}</Table.Cell>
          <Table.Cell>{item.held}</Table.Cell>
          <Table.Cell className={item.free < 0 ? "text-ui-fg-error" : ""}>{item.free}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {item.sold_7} / {item.sold_30}
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {item.last_receipt_at ? formatMoment(item.last_receipt_at, language) : "–"}
          </Table.Cell>
          {withCost && (
            <Table.Cell className="whitespace-nowrap">{formatWorth(item.average_cost, language)}</Table.Cell>
          )}
        </Table.Row>
      ))}
    />
  )
}

import { Table } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { formatDay, formatWeekdays } from "../lib/format"
import type { PlannedItem } from "../lib/reorder-types"
import { itemName } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { DataTable } from "./data-table"

/** Table of what to order, and why. */
export function ShoppingTable({ items }: { items: PlannedItem[] }) {
  const { t, language } = useTexts()
  return (
    <DataTable
      empty={t("stock.shopping_none")}
      heads={[
        t("stock.item"),
        t("stock.supplier"),
        t("stock.proposed"),
        t("stock.stocked"),
        t("stock.free"),
        t("stock.level"),
        t("stock.need"),
        t("stock.forecast"),
        t("stock.open_orders"),
        t("stock.kept_for_later"),
        t("stock.until"),
        t("stock.sold_by_weekday"),
      ]}
      rows={items.map((item) => (
        <Table.Row key={item.inventory_item_id}>
          <Table.Cell className="min-w-40">
            <Link to={`/inventory/${item.inventory_item_id}`}>{itemName(item)}</Link>
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {item.supplier_name ?? t("stock.no_supplier")}
          </Table.Cell>
          <Table.Cell className="font-medium">{item.proposed}</Table.Cell>
          <Table.Cell>{item.stocked}</Table.Cell>
          <Table.Cell className={item.is_low ? "text-ui-fg-error" : ""}>{item.free}</Table.Cell>
          <Table.Cell>{item.level ?? "–"}</Table.Cell>
          <Table.Cell>{item.need}</Table.Cell>
          <Table.Cell>{item.forecast}</Table.Cell>
          <Table.Cell>{item.open_orders}</Table.Cell>
          <Table.Cell>{item.kept_for_later}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{formatDay(item.until, language)}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {formatWeekdays(item.sold_by_weekday, language)}
          </Table.Cell>
        </Table.Row>
      ))}
    />
  )
}

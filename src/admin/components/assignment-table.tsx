import { Table } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"
import { formatMoney, formatSlot } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { Balance, ListedAssignment } from "../lib/types"
import { AssignmentStatus } from "./assignment-status"
import { DataTable } from "./data-table"

/** Table of the workshop's orders. A click opens the order. */
export function AssignmentTable({ assignments }: { assignments: ListedAssignment[] }) {
  const { t, language } = useTexts()
  const navigate = useNavigate()
  const amount = (balance: Balance | null, part: "due" | "owed") =>
    balance?.[part] ? formatMoney(balance[part], balance.currency_code, language) : "–"
  return (
    <DataTable
      empty={t("workshop.empty")}
      heads={[
        t("workshop.order"),
        t("workshop.state"),
        t("delivery.when"),
        t("delivery.how"),
        t("delivery.recipient"),
        t("workshop.florist"),
        t("workshop.courier"),
        t("workshop.due"),
        t("workshop.owed"),
      ]}
      rows={assignments.map(({ delivery, balance, ...assignment }) => (
        <Table.Row
          key={assignment.id}
          className="cursor-pointer"
          onClick={() => navigate(`/orders/${assignment.order_id}`)}
        >
          <Table.Cell>#{assignment.display_id}</Table.Cell>
          <Table.Cell>
            <AssignmentStatus status={assignment.status} />
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {delivery?.express && "⚡ "}
            {delivery?.starts_at && delivery.ends_at
              ? formatSlot(delivery.starts_at, delivery.ends_at, language)
              : "–"}
          </Table.Cell>
          <Table.Cell>{t(`method.${assignment.method}`)}</Table.Cell>
          <Table.Cell>{delivery?.recipient_name ?? "–"}</Table.Cell>
          <Table.Cell>{assignment.florist_name ?? "–"}</Table.Cell>
          <Table.Cell>{assignment.courier_name ?? "–"}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{amount(balance, "due")}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{amount(balance, "owed")}</Table.Cell>
        </Table.Row>
      ))}
    />
  )
}

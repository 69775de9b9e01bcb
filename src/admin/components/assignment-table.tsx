import { Table, Text } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"
import { formatMoney, formatSlot } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { Balance, ListedAssignment } from "../lib/types"
import { AssignmentStatus } from "./assignment-status"

/** Table of the workshop's orders. A click opens the order. */
export function AssignmentTable({ assignments }: { assignments: ListedAssignment[] }) {
  const { t, language } = useTexts()
  const navigate = useNavigate()
  const amount = (balance: Balance | null, part: "due" | "owed") =>
    balance?.[part] ? formatMoney(balance[part], balance.currency_code, language) : "–"
  if (!assignments.length) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
        {t("workshop.empty")}
      </Text>
    )
  }
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("workshop.order")}</Table.HeaderCell>
            <Table.HeaderCell>{t("workshop.state")}</Table.HeaderCell>
            <Table.HeaderCell>{t("delivery.when")}</Table.HeaderCell>
            <Table.HeaderCell>{t("delivery.how")}</Table.HeaderCell>
            <Table.HeaderCell>{t("delivery.recipient")}</Table.HeaderCell>
            <Table.HeaderCell>{t("workshop.florist")}</Table.HeaderCell>
            <Table.HeaderCell>{t("workshop.courier")}</Table.HeaderCell>
            <Table.HeaderCell>{t("workshop.due")}</Table.HeaderCell>
            <Table.HeaderCell>{t("workshop.owed")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {assignments.map(({ delivery, balance, ...assignment }) => (
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
        </Table.Body>
      </Table>
    </div>
  )
}

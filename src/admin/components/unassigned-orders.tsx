import { Container, Heading, Table, Text } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"
import { useUnassignedOrders } from "../hooks/use-assignments"
import { formatMoment } from "../lib/format"
import { useTexts } from "../lib/texts"

/** The orders that are not with the florists yet. A click opens the order, where staff enter its delivery. */
export function UnassignedOrders() {
  const { t, language } = useTexts()
  const navigate = useNavigate()
  const { data } = useUnassignedOrders()
  if (!data?.count) {
    return null
  }
  return (
    <Container className="divide-y p-0" data-testid="guldasta-unassigned">
      <div className="px-6 py-4">
        <Heading level="h2">{t("workshop.unassigned", { count: data.count })}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("workshop.unassigned_hint")}
        </Text>
      </div>
      <Table>
        <Table.Body>
          {data.orders.map(({ id, display_id, created_at, recipient, email }) => (
            <Table.Row key={id} className="cursor-pointer" onClick={() => navigate(`/orders/${id}`)}>
              <Table.Cell>#{display_id}</Table.Cell>
              <Table.Cell>{formatMoment(created_at, language)}</Table.Cell>
              <Table.Cell>{recipient ?? email ?? "–"}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </Container>
  )
}

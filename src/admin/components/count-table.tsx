import { StatusBadge, Table, Text } from "@medusajs/ui"
import { formatMoment } from "../lib/format"
import type { CountStatus, StockCount } from "../lib/count-types"
import { useTexts } from "../lib/texts"
import { DataTable } from "./data-table"
import { useActorText } from "./movement-table"

const COLORS: Record<CountStatus, "blue" | "orange" | "green" | "grey"> = {
  open: "blue",
  waiting: "orange",
  closed: "green",
  canceled: "grey",
}

export function CountBadge({ status }: { status: CountStatus }) {
  const { t } = useTexts()
  return (
    <StatusBadge color={COLORS[status]} className="whitespace-nowrap">
      {t(`counts.status.${status}`)}
    </StatusBadge>
  )
}

type CountTableProps = { counts: StockCount[]; onOpen: (id: string) => void }

/** Table of the counts. A row opens the count. */
export function CountTable({ counts, onOpen }: CountTableProps) {
  const { t, language } = useTexts()
  const actorText = useActorText()
  return (
    <DataTable
      empty={t("counts.none")}
      heads={[
        t("messages.when"),
        t("stock.location"),
        t("counts.what"),
        t("counts.counted"),
        t("stock.who"),
        t("workshop.state"),
      ]}
      rows={counts.map((count) => (
        <Table.Row
          key={count.id}
          className="cursor-pointer"
          data-testid="guldasta-count"
          onClick={() => onOpen(count.id)}
        >
          <Table.Cell className="whitespace-nowrap">{formatMoment(count.created_at, language)}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{count.location_name ?? "–"}</Table.Cell>
          <Table.Cell className="min-w-40">
            {count.category_name ?? t("counts.all_items")}
            {count.note && (
              <Text size="xsmall" className="text-ui-fg-subtle break-words">
                {count.note}
              </Text>
            )}
          </Table.Cell>
          <Table.Cell>{count.counted}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{actorText(count)}</Table.Cell>
          <Table.Cell>
            <CountBadge status={count.status} />
          </Table.Cell>
        </Table.Row>
      ))}
    />
  )
}

import { StatusBadge, Table, Text } from "@medusajs/ui"
import { formatMoment, formatWorth } from "../lib/format"
import { itemName } from "../lib/stock-types"
import type { Bouquet, BouquetStatus } from "../lib/showcase-types"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { DataTable } from "./data-table"
import { useActorText } from "./movement-table"

const COLORS: Record<BouquetStatus, "green" | "blue" | "grey" | "red" | "orange"> = {
  offered: "green",
  sold: "blue",
  taken_apart: "grey",
  written_off: "red",
  making: "orange",
  ending: "orange",
}

/** Table of the bouquets of the showcase. */
export function BouquetTable({
  bouquets,
  onChoose,
}: {
  bouquets: Bouquet[]
  onChoose: (bouquet: Bouquet) => void
}) {
  const { t, language } = useTexts()
  const actorText = useActorText()
  return (
    <DataTable
      empty={t("showcase.none")}
      heads={[
        t("showcase.bouquet"),
        t("showcase.price"),
        t("stock.who"),
        t("messages.when"),
        t("workshop.state"),
        "",
      ]}
      rows={bouquets.map((bouquet) => (
        <Table.Row key={bouquet.id} data-testid="guldasta-bouquet">
          <Table.Cell className="min-w-56 max-w-md py-3">
            <Text size="small">{bouquet.title}</Text>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {bouquet.parts
                .map(
                  ({ item_title, quantity }) => `${itemName({ title: item_title, sku: null })} × ${quantity}`,
                )
                .join(", ")}
            </Text>
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">{formatWorth(bouquet.price * 100, language)}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{actorText(bouquet)}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{formatMoment(bouquet.created_at, language)}</Table.Cell>
          <Table.Cell>
            <StatusBadge color={COLORS[bouquet.status]} className="whitespace-nowrap">
              {t(`showcase.status.${bouquet.status}`)}
            </StatusBadge>
          </Table.Cell>
          <Table.Cell>
            {bouquet.status === "offered" && (
              <MayButton
                route="POST /admin/stock-showcase"
                size="small"
                variant="secondary"
                onClick={() => onChoose(bouquet)}
              >
                {t("showcase.change")}
              </MayButton>
            )}
          </Table.Cell>
        </Table.Row>
      ))}
    />
  )
}

import { StatusBadge, Table, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { formatChange, formatMoment, formatWorth } from "../lib/format"
import { LOSS_REASONS, titleOf, type Movement } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { DataTable } from "./data-table"

/** The reason of a loss in the user's language, or the words of another reason. */
export function useReasonText() {
  const { t } = useTexts()
  return (reason: string | null): string | null =>
    LOSS_REASONS.some((known) => known === reason) ? t(`stock.reason.${reason}`) : reason
}

/** Who acted: a name, or else the channel. */
export function useActorText() {
  const { t } = useTexts()
  return ({ actor_name: name, channel }: { actor_name: string | null; channel: string }): string =>
    name ?? t(`stock.channel.${channel}`)
}

function Why({ movement }: { movement: Movement }) {
  const { t } = useTexts()
  const reasonText = useReasonText()
  const words = [reasonText(movement.reason), movement.note].filter(Boolean).join(". ")
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2">
        {movement.is_explained ? (
          t(`stock.kind.${movement.kind}`)
        ) : (
          <StatusBadge color="orange" className="whitespace-nowrap">
            {t("stock.unexplained")}
          </StatusBadge>
        )}
        {movement.order_id && (
          <Link to={`/orders/${movement.order_id}`} className="text-ui-fg-interactive">
            #{movement.display_id ?? "?"}
          </Link>
        )}
      </div>
      {words && (
        <Text size="xsmall" className="text-ui-fg-subtle break-words">
          {words}
        </Text>
      )}
    </>
  )
}

type MovementTableProps = {
  movements: Movement[]
  empty: string
  /** Without the item's title, on the page of one item. */
  ofOneItem?: boolean
  /** Buttons of a movement. */
  actions?: (movement: Movement) => ReactNode
}

/** Table of movements of the stock ledger. */
export function MovementTable({ movements, empty, ofOneItem = false, actions }: MovementTableProps) {
  const { t, language } = useTexts()
  const actorText = useActorText()
  const withLocation = new Set(movements.map(({ location_name: name }) => name)).size > 1
  const withWorth = movements.some(({ value }) => value !== undefined)
  return (
    <DataTable
      empty={empty}
      heads={[
        t("messages.when"),
        ...(ofOneItem ? [] : [t("stock.item")]),
        t("stock.change"),
        t("stock.after"),
        ...(withLocation ? [t("stock.location")] : []),
        t("stock.why"),
        t("stock.who"),
        ...(withWorth ? [t("stock.worth")] : []),
        ...(actions ? [""] : []),
      ]}
      rows={movements.map((movement) => (
        <Table.Row key={movement.id} data-testid="guldasta-movement">
          <Table.Cell className="whitespace-nowrap">{formatMoment(movement.created_at, language)}</Table.Cell>
          {!ofOneItem && (
            <Table.Cell className="min-w-40">
              <Link to={`/inventory/${movement.inventory_item_id}`}>{titleOf(movement)}</Link>
            </Table.Cell>
          )}
          <Table.Cell className={movement.quantity < 0 ? "text-ui-fg-error" : ""}>
            {formatChange(movement.quantity, language)}
          </Table.Cell>
          <Table.Cell>{movement.stock_after}</Table.Cell>
          {withLocation && <Table.Cell className="whitespace-nowrap">{movement.location_name}</Table.Cell>}
          <Table.Cell className="min-w-44 max-w-xs py-2">
            <Why movement={movement} />
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">{actorText(movement)}</Table.Cell>
          {withWorth && (
            <Table.Cell className="whitespace-nowrap">{formatWorth(movement.value, language)}</Table.Cell>
          )}
          {actions && <Table.Cell className="text-right">{actions(movement)}</Table.Cell>}
        </Table.Row>
      ))}
    />
  )
}

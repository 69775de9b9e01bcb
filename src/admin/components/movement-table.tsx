import { StatusBadge, Table, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { formatChange, formatMoment, formatWorth } from "../lib/format"
import { KNOWN_REASONS, titleOf, type Movement } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { DataTable } from "./data-table"

/** A known reason in the user's language, or the words of another one. */
export function useReasonText() {
  const { t } = useTexts()
  return (reason: string | null): string | null =>
    reason && KNOWN_REASONS.includes(reason) ? t(`stock.reason.${reason}`) : reason
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
  const kind = t(`stock.kind.${movement.kind}`)
  const words = [reasonText(movement.reason), movement.note].filter(Boolean).join(". ")
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2">
        {movement.is_explained ? (
          movement.counters ? (
            t("stock.taken_back", { document: kind })
          ) : (
            kind
          )
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

type Column = [head: string, cell: (movement: Movement) => ReactNode, className?: string]

const column = (...parts: Column): Column => parts

const itemLink = (movement: Movement) => (
  <Link to={`/inventory/${movement.inventory_item_id}`}>{titleOf(movement)}</Link>
)

const Change = ({ text }: { text: string }) => (
  <span className={text.startsWith("+") ? "" : "text-ui-fg-error"}>{text}</span>
)

type MovementTableProps = {
  movements: Movement[]
  empty: string
  /** The page shows what all movements have in common, so the table leaves it out. */
  of?: "item" | "document"
  /** Opens a movement by a click on its row. */
  onOpen?: (movement: Movement) => void
  /** Buttons of a movement. */
  actions?: (movement: Movement) => ReactNode
}

/** Table of movements of the stock ledger. */
export function MovementTable({ movements, empty, of, onOpen, actions }: MovementTableProps) {
  const { t, language } = useTexts()
  const actorText = useActorText()
  const withLocation = new Set(movements.map(({ location_name: name }) => name)).size > 1
  const withWorth = movements.some(({ value }) => value !== undefined)
  const when = ({ created_at }: Movement) => formatMoment(created_at, language)
  const columns: Column[] = [
    ...(of === "document" ? [] : [column(t("messages.when"), when, "whitespace-nowrap")]),
    ...(of === "item" ? [] : [column(t("stock.item"), itemLink, "min-w-36")]),
    column(t("stock.change"), ({ quantity }) => <Change text={formatChange(quantity, language)} />),
    column(t("stock.after"), ({ stock_after }) => stock_after),
    ...(withLocation
      ? [column(t("stock.location"), ({ location_name }) => location_name, "whitespace-nowrap")]
      : []),
    ...(of === "document"
      ? []
      : [
          column(t("stock.why"), (movement) => <Why movement={movement} />, "min-w-44 max-w-xs py-2"),
          column(t("stock.who"), actorText, "whitespace-nowrap"),
        ]),
    ...(withWorth
      ? [column(t("stock.worth"), ({ value }) => formatWorth(value, language), "whitespace-nowrap")]
      : []),
    ...(actions ? [column("", actions, "text-right")] : []),
  ]
  return (
    <DataTable
      empty={empty}
      heads={columns.map(([head]) => head)}
      rows={movements.map((movement) => (
        <Table.Row
          key={movement.id}
          data-testid="guldasta-movement"
          className={onOpen ? "cursor-pointer" : ""}
          onClick={() => onOpen?.(movement)}
        >
          {columns.map(([head, cell, className]) => (
            <Table.Cell key={head} className={className}>
              {cell(movement)}
            </Table.Cell>
          ))}
        </Table.Row>
      ))}
    />
  )
}

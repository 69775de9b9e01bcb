import { StatusBadge, Table, Text, toast, usePrompt } from "@medusajs/ui"
import { useDecide } from "../hooks/use-stock"
import { formatChange, formatMoment, formatWorth } from "../lib/format"
import { titleOf, type RequestStatus, type StockRequest } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { DataTable } from "./data-table"
import { useActorText, useReasonText } from "./movement-table"

const COLORS: Record<RequestStatus, "orange" | "green" | "red"> = {
  pending: "orange",
  approved: "green",
  refused: "red",
}

const VERBS = ["approve", "refuse"] as const

/** The lines of a request that are shown at once. */
const MOST_SHOWN = 5

function Decisions({ request }: { request: StockRequest }) {
  const { t, errorText } = useTexts()
  const prompt = usePrompt()
  const decide = useDecide()
  const choose = async (verb: (typeof VERBS)[number]) => {
    const isSure = await prompt({
      title: t(`stock.${verb}`),
      description: t(`stock.${verb}_hint`, { count: request.pieces }),
      confirmText: t(`stock.${verb}`),
      cancelText: t("reason.cancel"),
      variant: verb === "approve" ? "confirmation" : "danger",
    })
    if (isSure) {
      decide.mutate(
        { id: request.id, verb },
        {
          onSuccess: () => toast.success(t(`stock.${verb}_done`)),
          onError: (error) => toast.error(errorText(error)),
        },
      )
    }
  }
  return (
    <div className="mt-2 flex gap-2">
      {VERBS.map((verb) => (
        <MayButton
          key={verb}
          route={`POST /admin/stock-requests/:id/${verb}`}
          size="small"
          variant="secondary"
          disabled={decide.isPending}
          isLoading={decide.isPending && decide.variables.verb === verb}
          onClick={() => void choose(verb)}
        >
          {t(`stock.${verb}`)}
        </MayButton>
      ))}
    </div>
  )
}

function Wanted({ request }: { request: StockRequest }) {
  const { t, language } = useTexts()
  const reasonText = useReasonText()
  const { lines, reason, note } = request
  const words = [reasonText(reason), note].filter(Boolean).join(". ")
  return (
    <>
      <Text size="small">{t(`stock.kind.${request.kind}`)}</Text>
      {lines.slice(0, MOST_SHOWN).map((line, index) => (
        <Text key={index} size="small" className="text-ui-fg-subtle">
          {titleOf(line)}: {formatChange(line.quantity, language)}
        </Text>
      ))}
      {lines.length > MOST_SHOWN && (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t("imports.more", { count: lines.length - MOST_SHOWN })}
        </Text>
      )}
      {words && (
        <Text size="xsmall" className="text-ui-fg-subtle break-words">
          {words}
        </Text>
      )}
    </>
  )
}

/** Table of the losses and corrections that wait for a second person, with the buttons that decide. */
export function RequestTable({ requests }: { requests: StockRequest[] }) {
  const { t, language } = useTexts()
  const actorText = useActorText()
  const withWorth = requests.some(({ worth }) => worth !== undefined)
  return (
    <DataTable
      empty={t("stock.no_requests")}
      heads={[
        t("stock.asked_for"),
        t("messages.when"),
        t("stock.who"),
        ...(withWorth ? [t("stock.worth")] : []),
        t("workshop.state"),
      ]}
      rows={requests.map((request) => (
        <Table.Row key={request.id} data-testid="guldasta-request">
          <Table.Cell className="min-w-56 max-w-md py-3">
            <Wanted request={request} />
            {request.status === "pending" && <Decisions request={request} />}
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">{formatMoment(request.created_at, language)}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{actorText(request)}</Table.Cell>
          {withWorth && (
            <Table.Cell className="whitespace-nowrap">{formatWorth(request.worth, language)}</Table.Cell>
          )}
          <Table.Cell>
            <StatusBadge color={COLORS[request.status]} className="whitespace-nowrap">
              {t(`stock.status.${request.status}`)}
            </StatusBadge>
            {request.decided_by_name && (
              <Text size="xsmall" className="text-ui-fg-subtle whitespace-nowrap">
                {request.decided_by_name}
              </Text>
            )}
          </Table.Cell>
        </Table.Row>
      ))}
    />
  )
}

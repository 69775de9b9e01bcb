import { StatusBadge, Table, Text } from "@medusajs/ui"
import { formatMoment } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { CatalogImport, FileProblem, RunStatus } from "../lib/types"
import { DataTable } from "./data-table"
import { RunProgress } from "./run-progress"

const COLORS: Record<RunStatus, "grey" | "blue" | "green" | "red"> = {
  waiting: "grey",
  running: "blue",
  done: "green",
  failed: "red",
}

/** Problems and notes that are shown at once. */
const MOST_SHOWN = 20

/** Lines of a long list, and the number of the others. */
function Lines({ lines, isError }: { lines: string[]; isError: boolean }) {
  const { t } = useTexts()
  return (
    <>
      {lines.slice(0, MOST_SHOWN).map((line) => (
        <Text key={line} size="xsmall" className={isError ? "text-ui-fg-error" : "text-ui-fg-subtle"}>
          {line}
        </Text>
      ))}
      {lines.length > MOST_SHOWN && (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t("imports.more", { count: lines.length - MOST_SHOWN })}
        </Text>
      )}
    </>
  )
}

/** The problems of a file: where, and what is wrong. */
export function FileProblems({ problems }: { problems: FileProblem[] }) {
  const lines = problems.map(
    ({ path, handle, message }) => `${path}${handle ? ` (${handle})` : ""}: ${message}`,
  )
  return <Lines lines={lines} isError />
}

/** Table of the imports of the catalogue: progress, result and problems. */
export function ImportTable({ imports }: { imports: CatalogImport[] }) {
  const { t, language } = useTexts()
  return (
    <DataTable
      empty={t("imports.empty")}
      heads={[
        t("imports.began"),
        t("imports.user"),
        t("workshop.state"),
        t("imports.progress"),
        t("imports.result"),
      ]}
      rows={imports.map((one) => (
        <Table.Row key={one.id} data-testid="guldasta-import">
          <Table.Cell className="whitespace-nowrap">{formatMoment(one.created_at, language)}</Table.Cell>
          <Table.Cell>{one.user_name ?? t("imports.command")}</Table.Cell>
          <Table.Cell>
            <StatusBadge color={COLORS[one.status]} className="whitespace-nowrap">
              {t(`imports.status.${one.status}`)}
            </StatusBadge>
          </Table.Cell>
          <Table.Cell className="min-w-40">
            <RunProgress done={one.done} total={one.total} />
          </Table.Cell>
          <Table.Cell className="min-w-64 max-w-lg py-2">
            <Text size="small">
              {t("imports.counts", {
                created: one.created,
                updated: one.updated,
                unchanged: one.unchanged,
              })}
            </Text>
            <Lines lines={one.notes} isError={false} />
            {one.error && (
              <Text size="small" className="text-ui-fg-error">
                {t(`errors.${one.error.code}`, { defaultValue: one.error.message })}
              </Text>
            )}
            {one.error?.problems && <FileProblems problems={one.error.problems} />}
          </Table.Cell>
        </Table.Row>
      ))}
    />
  )
}

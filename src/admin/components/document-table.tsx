import { StatusBadge, Table, Text } from "@medusajs/ui"
import { formatMoment, formatWorth } from "../lib/format"
import type { Document } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { DataTable } from "./data-table"
import { useActorText, useReasonText } from "./movement-table"

/** The first items of a document, and the number of the others. */
function Contents({ document }: { document: Document }) {
  const { t } = useTexts()
  const { item_titles: titles, lines, note, reason, supplier_name: supplier } = document
  const reasonText = useReasonText()
  const shown = [...new Set(titles.map((title) => title ?? "–"))].join(", ")
  const words = [supplier, reasonText(reason), note].filter(Boolean).join(". ")
  return (
    <>
      {lines > titles.length ? t("stock.and_more", { titles: shown, count: lines - titles.length }) : shown}
      {words && (
        <Text size="xsmall" className="text-ui-fg-subtle break-words">
          {words}
        </Text>
      )}
    </>
  )
}

type DocumentTableProps = { documents: Document[]; onOpen: (id: string) => void }

/** Table of documents. A row opens the document. */
export function DocumentTable({ documents, onOpen }: DocumentTableProps) {
  const { t, language } = useTexts()
  const actorText = useActorText()
  const withWorth = documents.some(({ value }) => value !== undefined)
  return (
    <DataTable
      empty={t("stock.no_documents")}
      heads={[
        t("messages.when"),
        t("stock.document"),
        t("stock.items"),
        t("stock.pieces"),
        t("stock.who"),
        ...(withWorth ? [t("stock.worth")] : []),
      ]}
      rows={documents.map((document) => (
        <Table.Row key={document.id} className="cursor-pointer" onClick={() => onOpen(document.id)}>
          <Table.Cell className="whitespace-nowrap">{formatMoment(document.created_at, language)}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {document.is_taken_back ? (
              <StatusBadge color="grey">
                {t("stock.taken_back", { document: t(`stock.kind.${document.kind}`) })}
              </StatusBadge>
            ) : (
              t(`stock.kind.${document.kind}`)
            )}
          </Table.Cell>
          <Table.Cell className="min-w-48 max-w-sm py-2">
            <Contents document={document} />
          </Table.Cell>
          <Table.Cell>{document.pieces}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{actorText(document)}</Table.Cell>
          {withWorth && (
            <Table.Cell className="whitespace-nowrap">{formatWorth(document.value, language)}</Table.Cell>
          )}
        </Table.Row>
      ))}
    />
  )
}

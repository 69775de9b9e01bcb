import { Table, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

/** The text of a list without entries. */
export function EmptyList({ children }: { children: ReactNode }) {
  return (
    <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
      {children}
    </Text>
  )
}

type DataTableProps = {
  /** Titles of the columns; "" for a column of buttons. */
  heads: string[]
  /** Text of a table without rows. */
  empty: string
  rows: ReactNode[]
}

export function DataTable({ heads, empty, rows }: DataTableProps) {
  if (!rows.length) {
    return <EmptyList>{empty}</EmptyList>
  }
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            {heads.map((head) => (
              <Table.HeaderCell key={head}>{head}</Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>{rows}</Table.Body>
      </Table>
    </div>
  )
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { TIME_ZONE } from "../../../../lib/shop"
import { addDays, dateAt, instantOf, type CalendarDate } from "../../../../modules/delivery/zoned-time"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type GatewayModuleService from "../../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../../modules/gateway/types"
import type { Column } from "./columns"
import { compareRegistry, type Difference } from "./compare"
import { readRegistry, type RegistryRow } from "./read-registry"

export type CompareRegistryInput = {
  provider_id: string
  file: Uint8Array
  /** First and last day (inclusive) of the registry's period. Default: the days of its rows. */
  from?: CalendarDate
  to?: CalendarDate
  /** Column headers, for files with unknown headers. */
  columns?: Partial<Record<Column, string>>
}

export type RegistryComparison = {
  /** Number of payments in the file. */
  rows: number
  /** Number of lines that are not payments: titles, sums. */
  left_out: number
  /** Number of payments with an unreadable cell or an unknown state. */
  not_read: number
  matched: number
  /**
   * First and last day, in the shop's time zone, in which each performed transaction must be in the registry.
   * Null if no day is known: then no payment is looked for that only the shop has.
   */
  from: CalendarDate | null
  to: CalendarDate | null
  /** First and last day of the file's rows; null if it has no dates. */
  file_from: CalendarDate | null
  file_to: CalendarDate | null
  /** Number of transactions that the shop has in this period; null if no day is known. */
  in_shop: number | null
  /** Headers of the compared columns, as in the file; an empty list for a column that the file does not have. */
  columns: Record<Column, string[]>
  differences: Difference[]
}

/** Maximum number of ids per query. */
const BATCH = 1000

type Ours = GatewayTransactionRecord
/** A period without its end. */
type Span = { from: Date; until: Date }

const batches = <Item>(items: Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH),
  )

/** Reads the transactions that the registry names, and those performed in its period. */
async function keptFor(
  container: MedusaContainer,
  providerId: string,
  rows: RegistryRow[],
  span: Span | undefined,
): Promise<Ours[]> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const list = (filters: object) =>
    gateway.listGatewayTransactions({ provider_id: providerId, ...filters }, { take: null })
  const kept = new Map<string, Ours>()
  const keep = (found: Ours[]) => found.forEach((one) => kept.set(one.id, one))
  for (const ids of batches([...new Set(rows.flatMap((row) => row.ids))])) {
    keep(await list({ $or: [{ external_id: ids }, { payment_id: ids }] }))
  }
  for (const references of batches([...new Set(rows.flatMap(({ reference }) => reference ?? []))])) {
    keep(await list({ reference: references }))
  }
  if (span) {
    keep(await list({ performed_at: { $gte: span.from, $lt: span.until } }))
  }
  return [...kept.values()]
}

/** First and last day of the rows, in the shop's time zone. */
function daysOf(rows: RegistryRow[]): { first?: CalendarDate; last?: CalendarDate } {
  const days = rows.flatMap(({ at }) => (at ? dateAt(at, TIME_ZONE) : [])).sort()
  return { first: days.at(0), last: days.at(-1) }
}

/**
 * Compares a registry from the gateway's cabinet with the shop's transactions. Read-only.
 *
 * @throws registry_unreadable, registry_columns
 */
export async function compareWithRegistry(
  container: MedusaContainer,
  input: CompareRegistryInput,
): Promise<RegistryComparison> {
  const { rows, left_out, columns } = readRegistry(input.file, input.columns)
  const { first, last } = daysOf(rows)
  const [from, to] = [input.from ?? first, input.to ?? last]
  const span: Span | undefined =
    from && to
      ? { from: instantOf(from, "00:00", TIME_ZONE), until: instantOf(addDays(to, 1), "00:00", TIME_ZONE) }
      : undefined
  const kept = await keptFor(container, input.provider_id, rows, span)
  const isExpected = ({ state, performed_at: at }: Ours) =>
    Boolean(span && state === "performed" && at && at >= span.from && at < span.until)
  return {
    rows: rows.length,
    left_out,
    not_read: rows.filter(({ unread }) => unread.length > 0).length,
    ...compareRegistry(rows, kept, isExpected),
    from: (span && from) ?? null,
    to: (span && to) ?? null,
    file_from: first ?? null,
    file_to: last ?? null,
    in_shop: span ? kept.filter(isExpected).length : null,
    columns,
  }
}

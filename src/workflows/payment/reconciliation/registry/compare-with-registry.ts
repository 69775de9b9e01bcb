import type { MedusaContainer } from "@medusajs/framework/types"
import { TIME_ZONE } from "../../../../lib/shop"
import { inSlices } from "../../../../lib/slices"
import { addDays, dateAt, instantOf, type CalendarDate } from "../../../../modules/delivery/zoned-time"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type GatewayModuleService from "../../../../modules/gateway/service"
import type { ReportedTransaction } from "../../../../modules/gateway/report-statements"
import type { Column } from "./columns"
import { compareRows, missingInRegistry, type Difference } from "./compare"
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
  /** Number of differences. */
  count: number
}

type Receiver = {
  /** Called with the differences in their order, part by part. */
  onDifferences: (differences: Difference[]) => Promise<void>
  /** Called after each slice with the number of compared rows, and of all. */
  onProgress: (done: number, total: number) => Promise<void>
}

/** Reads the transactions that the rows name. */
function namedIn(
  container: MedusaContainer,
  providerId: string,
  rows: RegistryRow[],
): Promise<ReportedTransaction[]> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const ids = [...new Set(rows.flatMap((row) => row.ids))]
  const references = [...new Set(rows.flatMap(({ reference }) => reference ?? []))]
  return gateway.named(providerId, { ids, references })
}

/** First and last day of the rows, in the shop's time zone. */
function daysOf(rows: RegistryRow[]): { first?: CalendarDate; last?: CalendarDate } {
  let [first, last] = [Infinity, -Infinity]
  for (const { at } of rows) {
    if (at) {
      first = Math.min(first, at.getTime())
      last = Math.max(last, at.getTime())
    }
  }
  return first <= last
    ? { first: dateAt(new Date(first), TIME_ZONE), last: dateAt(new Date(last), TIME_ZONE) }
    : {}
}

/**
 * Compares a registry from the gateway's cabinet with the shop's transactions, in slices: it lets the event loop process
 * requests meanwhile, and keeps no differences. Read-only.
 *
 * @throws registry_unreadable, registry_columns
 */
export async function compareWithRegistry(
  container: MedusaContainer,
  input: CompareRegistryInput,
  { onDifferences, onProgress }: Receiver,
): Promise<RegistryComparison> {
  const { rows, left_out, columns } = await readRegistry(input.file, input.columns)
  const { first, last } = daysOf(rows)
  const [from, to] = [input.from ?? first, input.to ?? last]
  let count = 0
  const give = async (differences: Difference[]) => {
    count += differences.length
    await onDifferences(differences)
  }
  const named = new Set<string>()
  let matched = 0
  let done = 0
  for await (const slice of inSlices(rows)) {
    const compared = compareRows(slice, await namedIn(container, input.provider_id, slice))
    await give(compared.differences)
    compared.named.forEach((id) => named.add(id))
    matched += compared.matched
    done += slice.length
    await onProgress(done, rows.length)
  }
  const span =
    from && to
      ? { from: instantOf(from, "00:00", TIME_ZONE), until: instantOf(addDays(to, 1), "00:00", TIME_ZONE) }
      : undefined
  let expected = 0
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  for await (const transactions of span ? gateway.performedIn(span, input.provider_id) : []) {
    const ours = transactions.filter(({ state }) => state === "performed")
    expected += ours.length
    await give(ours.filter(({ id }) => !named.has(id)).map(missingInRegistry))
  }
  return {
    rows: rows.length,
    left_out,
    not_read: rows.filter(({ unread }) => unread.length > 0).length,
    matched,
    count,
    from: (span && from) ?? null,
    to: (span && to) ?? null,
    file_from: first ?? null,
    file_to: last ?? null,
    in_shop: span ? expected : null,
    columns,
  }
}

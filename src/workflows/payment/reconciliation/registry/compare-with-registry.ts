import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type GatewayModuleService from "../../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../../modules/gateway/types"
import type { Column } from "./columns"
import { compareRegistry, type Difference } from "./compare"
import { readRegistry, type RegistryRow } from "./read-registry"

export type CompareRegistryInput = {
  provider_id: string
  file: Uint8Array
  /** Start and end of the registry's period. Default: the time span of its rows. */
  from?: Date
  to?: Date
  /** Column headers, for files with unknown headers. */
  columns?: Partial<Record<Column, string>>
}

export type RegistryComparison = {
  rows: number
  /** Number of lines that are not payments: titles, sums. */
  left_out: number
  matched: number
  /** Period in which each performed transaction must be in the registry; null if unknown. */
  from: Date | null
  to: Date | null
  differences: Difference[]
}

/** Maximum number of ids per query. */
const BATCH = 1000

type Ours = GatewayTransactionRecord

const batches = <Item>(items: Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH),
  )

/** Reads the transactions that the registry names, and those performed in its period. */
async function keptFor(
  container: MedusaContainer,
  providerId: string,
  rows: RegistryRow[],
  span: { from: Date; to: Date } | undefined,
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
    keep(await list({ performed_at: { $gte: span.from, $lte: span.to } }))
  }
  return [...kept.values()]
}

function spanOf(
  rows: RegistryRow[],
  { from, to }: CompareRegistryInput,
): { from: Date; to: Date } | undefined {
  const times = rows.flatMap(({ at }) => at?.getTime() ?? [])
  const first = from ?? (times.length ? new Date(times.reduce((a, b) => Math.min(a, b))) : undefined)
  const last = to ?? (times.length ? new Date(times.reduce((a, b) => Math.max(a, b))) : undefined)
  return first && last ? { from: first, to: last } : undefined
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
  const { rows, left_out } = readRegistry(input.file, input.columns)
  const span = spanOf(rows, input)
  const kept = await keptFor(container, input.provider_id, rows, span)
  const isExpected = ({ state, performed_at: at }: Ours) =>
    Boolean(span && state === "performed" && at && at >= span.from && at <= span.to)
  return {
    rows: rows.length,
    left_out,
    ...compareRegistry(rows, kept, isExpected),
    from: span?.from ?? null,
    to: span?.to ?? null,
  }
}

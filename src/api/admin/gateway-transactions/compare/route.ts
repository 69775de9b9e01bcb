import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Difference } from "../../../../workflows/payment/reconciliation/registry/compare"
import {
  compareWithRegistry,
  type RegistryComparison,
} from "../../../../workflows/payment/reconciliation/registry/compare-with-registry"
import { inSlices } from "../../../../lib/slices"
import { inUnits, sendCsv, type Cell } from "../../../csv"
import { readFile } from "../read-file"
import { CompareRegistry } from "../validators"

const HEADERS = [
  "difference",
  "line",
  "transaction_id",
  "order",
  "their_amount",
  "our_amount",
  "their_state",
  "our_state",
  "at",
  "unread_column",
  "unread_text",
]

const units = (minorUnits: number | null) => (minorUnits === null ? null : inUnits(minorUnits))

const lineOf = (one: Difference) => [
  one.kind,
  one.line,
  one.external_id,
  one.reference,
  units(one.their_amount),
  units(one.our_amount),
  one.their_state,
  one.our_state,
  one.at,
  one.unread?.column ?? null,
  one.unread?.text ?? null,
]

/** What was compared, as lines below the differences: a name and its values. */
const summaryOf = ({ columns, ...compared }: RegistryComparison): Cell[][] => [
  [],
  ["compared_from", compared.from],
  ["compared_to", compared.to],
  ["file_from", compared.file_from],
  ["file_to", compared.file_to],
  ["rows", compared.rows],
  ["matched", compared.matched],
  ["not_read", compared.not_read],
  ["left_out", compared.left_out],
  ["in_shop", compared.in_shop],
  ...Object.entries(columns).map(([column, headers]) => [`column_${column}`, ...headers]),
]

/**
 * POST /admin/gateway-transactions/compare: compares the CSV registry in the body with the shop's transactions.
 * The file is not stored.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const params: CompareRegistry = await zodValidator<unknown>(CompareRegistry, req.query)
  const comparison = await compareWithRegistry(req.scope, {
    provider_id: params.provider_id,
    file: await readFile(req),
    from: params.from,
    to: params.to,
    columns: {
      id: params.id_column,
      reference: params.reference_column,
      amount: params.amount_column,
      state: params.state_column,
      date: params.date_column,
    },
  })
  if (params.format === "csv") {
    await sendCsv(res, "differences.csv", HEADERS, linesOf(comparison))
    return
  }
  const { differences, ...compared } = comparison
  const { limit, offset } = params
  res.json({
    ...compared,
    differences: differences.slice(offset, offset + limit),
    count: differences.length,
    limit,
    offset,
  })
}

async function* linesOf(comparison: RegistryComparison): AsyncGenerator<Cell[][]> {
  for await (const slice of inSlices(comparison.differences)) {
    yield slice.map(lineOf)
  }
  yield summaryOf(comparison)
}

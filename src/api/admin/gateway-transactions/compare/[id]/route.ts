import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../../../../lib/errors"
import type { Difference } from "../../../../../workflows/payment/reconciliation/registry/compare"
import type { RegistryComparison } from "../../../../../workflows/payment/reconciliation/registry/compare-with-registry"
import { retrieveRun } from "../../../../../workflows/runs/list-runs"
import { allRunLines, readRunLines } from "../../../../../workflows/runs/run-lines"
import { inUnits, sendCsv, type Cell } from "../../../../csv"
import { ReadComparison } from "../../validators"
import { describeComparison } from "../describe"

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
 * GET /admin/gateway-transactions/compare/:id: returns the progress of a comparison, and when it is done its result with a
 * page of the differences, or a CSV file with all of them.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { format, limit, offset }: ReadComparison = await zodValidator<unknown>(ReadComparison, req.query)
  const run = await retrieveRun(req.scope, "registry-comparison", req.params.id)
  const result = run.status === "done" ? (run.result as RegistryComparison | null) : null
  if (format === "csv") {
    if (!result) {
      throw shopError("not_done", "The comparison is not done yet, or it failed.")
    }
    await sendCsv(res, "differences.csv", HEADERS, linesOf(req.scope, run.id, result))
    return
  }
  res.json({
    comparison: describeComparison(run),
    result,
    differences: result ? await readRunLines<Difference>(req.scope, run.id, { limit, offset }) : [],
    count: result?.count ?? 0,
    limit,
    offset,
  })
}

async function* linesOf(
  container: MedusaContainer,
  id: string,
  result: RegistryComparison,
): AsyncGenerator<Cell[][]> {
  for await (const differences of allRunLines<Difference>(container, id)) {
    yield differences.map(lineOf)
  }
  yield summaryOf(result)
}

import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Difference } from "../../../../workflows/payment/reconciliation/registry/compare"
import { compareWithRegistry } from "../../../../workflows/payment/reconciliation/registry/compare-with-registry"
import { csvOf, inUnits } from "../../../csv"
import { endOf, startOf } from "../list"
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
    from: params.from ? startOf(params.from) : undefined,
    to: params.to ? endOf(params.to) : undefined,
    columns: {
      id: params.id_column,
      reference: params.reference_column,
      amount: params.amount_column,
      state: params.state_column,
      date: params.date_column,
    },
  })
  if (params.format === "csv") {
    const file = csvOf(HEADERS, comparison.differences.map(lineOf))
    res.attachment("differences.csv").type("text/csv; charset=utf-8").send(file)
    return
  }
  res.json(comparison)
}

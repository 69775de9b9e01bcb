import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  comparisonWork,
  type ComparisonInput,
} from "../../../../workflows/payment/reconciliation/registry/comparison-work"
import { createRun } from "../../../../workflows/runs/create-run"
import { executeInBackground } from "../../../../workflows/runs/execute-run"
import { listRuns, retrieveRun } from "../../../../workflows/runs/list-runs"
import { callerOf } from "../../../roles"
import { readFile } from "../read-file"
import { CompareRegistry, ListComparisons } from "../validators"
import { describeComparison } from "./describe"

/**
 * POST /admin/gateway-transactions/compare: begins to compare the CSV registry in the body with the shop's transactions,
 * and answers at once. The file is deleted when the comparison ends.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const params: CompareRegistry = await zodValidator<unknown>(CompareRegistry, req.query)
  const input: ComparisonInput = {
    provider_id: params.provider_id,
    from: params.from,
    to: params.to,
    columns: {
      id: params.id_column,
      reference: params.reference_column,
      amount: params.amount_column,
      state: params.state_column,
      date: params.date_column,
    },
  }
  const file = await readFile(req)
  const id = await createRun(req.scope, { kind: "registry-comparison", caller: callerOf(req), input, file })
  executeInBackground(req.scope, id, comparisonWork(file))
  const run = await retrieveRun(req.scope, "registry-comparison", id)
  res.status(202).json({ comparison: describeComparison(run) })
}

/** GET /admin/gateway-transactions/compare: lists the comparisons with their progress, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const page: ListComparisons = await zodValidator<unknown>(ListComparisons, req.query)
  const { runs, count } = await listRuns(req.scope, "registry-comparison", page)
  res.json({ comparisons: runs.map(describeComparison), count, ...page })
}

import { emptyResult } from "../../../workflows/catalog/import-check"
import type { ImportResult } from "../../../workflows/catalog/import-catalog"
import type { RunRecord } from "../../../workflows/runs/execute-run"
import { describeRun } from "../describe-run"

/** An import of the catalogue in an answer. */
export function describeImport(run: RunRecord) {
  const { created, updated, unchanged, notes } = (run.result as ImportResult | null) ?? emptyResult()
  return { ...describeRun(run), created, updated, unchanged, notes }
}

import type { ImportResult } from "../../../workflows/catalog/import-catalog"
import type { RunError, RunRecord } from "../../../workflows/runs/execute-run"

/** An import of the catalogue in an answer. */
export function describeImport({ result, ...run }: RunRecord) {
  const counted = result as ImportResult | null
  return {
    id: run.id,
    status: run.status,
    user_name: run.actor_name,
    done: run.done,
    total: run.total,
    created: counted?.created ?? 0,
    updated: counted?.updated ?? 0,
    unchanged: counted?.unchanged ?? 0,
    notes: counted?.notes ?? [],
    error: run.error as RunError | null,
    created_at: run.created_at,
    finished_at: run.finished_at,
  }
}

import type { ComparisonInput } from "../../../../workflows/payment/reconciliation/registry/comparison-work"
import type { RunError, RunRecord } from "../../../../workflows/runs/execute-run"

/** A comparison with a registry in an answer, without its result. */
export function describeComparison(run: RunRecord) {
  return {
    id: run.id,
    status: run.status,
    provider_id: (run.input as ComparisonInput).provider_id,
    user_name: run.actor_name,
    done: run.done,
    total: run.total,
    error: run.error as RunError | null,
    created_at: run.created_at,
    finished_at: run.finished_at,
  }
}

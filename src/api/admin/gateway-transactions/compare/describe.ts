import type { ComparisonInput } from "../../../../workflows/payment/reconciliation/registry/comparison-work"
import type { RunRecord } from "../../../../workflows/runs/execute-run"
import { describeRun } from "../../describe-run"

/** A comparison with a registry in an answer. The result is left out. */
export const describeComparison = (run: RunRecord) => ({
  ...describeRun(run),
  provider_id: (run.input as ComparisonInput).provider_id,
})

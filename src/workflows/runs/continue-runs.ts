import type { MedusaContainer } from "@medusajs/framework/types"
import { importWork } from "../catalog/import-work"
import { comparisonWork } from "../payment/reconciliation/registry/comparison-work"
import { coreOf } from "../settings"
import { executeRun, logFailedRun, RUN_LEASE, type RunKind, type RunWork } from "./execute-run"

const WORKS: Record<RunKind, RunWork> = {
  "catalog-import": importWork(),
  "registry-comparison": comparisonWork(),
}

/** Continues the runs whose process stopped. A run whose file only that process had is marked as failed. */
export async function continueRuns(container: MedusaContainer): Promise<void> {
  const core = coreOf(container)
  for (const id of await core.interruptedRuns(RUN_LEASE)) {
    const [run] = await core.listRuns({ id }, { select: ["id", "kind"], take: 1 })
    try {
      await executeRun(container, id, WORKS[run.kind])
    } catch (error) {
      logFailedRun(container, id, error)
    }
  }
}

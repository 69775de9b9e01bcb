import type { MedusaContainer } from "@medusajs/framework/types"
import { continueRuns } from "../workflows/runs/continue-runs"

/** Continues imports and comparisons whose process stopped. */
export default async function continueRunsJob(container: MedusaContainer): Promise<void> {
  await continueRuns(container)
}

export const config = { name: "continue-runs", schedule: "19,49 * * * * *" }

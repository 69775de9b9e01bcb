import type { MedusaContainer } from "@medusajs/framework/types"
import { storedActor } from "../audit/record-audit"
import { coreOf } from "../settings"
import type { AdminCaller } from "../staff/admin-role"
import type { RunKind } from "./execute-run"

type NewRun = {
  kind: RunKind
  /** Absent for the command line. */
  caller?: AdminCaller
  /** What the work needs besides the file. */
  input?: object
  /** With the file, another process can continue the run. It is deleted at the end. */
  file?: Buffer
}

/**
 * Stores a run. The caller executes it at once; otherwise the job `continue-runs` does.
 *
 * @returns its id
 */
export async function createRun(
  container: MedusaContainer,
  { kind, caller, input, file }: NewRun,
): Promise<string> {
  const actor = caller && (await storedActor(container, { caller }))
  const core = coreOf(container)
  const { id } = await core.createRuns({
    kind,
    actor_id: actor?.actor_id ?? null,
    actor_name: actor?.actor_name ?? null,
    input: (input as Record<string, unknown> | undefined) ?? null,
  })
  if (file) {
    await core.storeRunFile(id, file)
  }
  return id
}

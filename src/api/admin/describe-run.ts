import type { RunError, RunRecord } from "../../workflows/runs/execute-run"

/** What the answers for all kinds of long work have in common. */
export const describeRun = (run: RunRecord) => ({
  id: run.id,
  status: run.status,
  user_name: run.actor_name,
  done: run.done,
  total: run.total,
  error: run.error as RunError | null,
  created_at: run.created_at,
  finished_at: run.finished_at,
})

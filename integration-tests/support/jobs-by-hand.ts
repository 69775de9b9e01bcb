import { WorkflowScheduler } from "@medusajs/framework/orchestration"

type JobHandler = (...job: unknown[]) => Promise<void>
type Storage = object & { jobHandler: JobHandler }

let stopped: { storage: Storage; original: JobHandler; due: unknown[][] } | undefined

/**
 * Stops the schedule of the shop's jobs, so that they run only when a test calls them. Call it in `beforeAll`, after the
 * shop has started. The schedule runs again after the suite.
 *
 * @throws when Medusa's scheduler is not the in-memory one of this process
 */
export function jobsRunByHand(): void {
  if (!stopJobs()) {
    throw new Error("Medusa does not use its in-memory scheduler, so the jobs cannot be stopped.")
  }
}

/**
 * Stops the schedule, also before the shop stops: a job of a stopped shop would wait in vain for the database.
 *
 * @returns false when Medusa's scheduler is not the in-memory one of this process
 */
export function stopJobs(): boolean {
  // Undefined when the shop did not start.
  const storage: object | undefined = WorkflowScheduler["storage"]
  if (!hasJobHandler(storage)) {
    return false
  }
  if (!stopped) {
    const due: unknown[][] = []
    stopped = { storage, original: storage.jobHandler, due }
    // Clearing the schedule would miss a job that runs now: it schedules its next run when it ends.
    storage.jobHandler = (...job) => Promise.resolve(void due.push(job))
  }
  return true
}

/** Starts the schedule again after {@link jobsRunByHand}. Jobs that were due meanwhile run at once. */
export function jobsRunByThemselves(): void {
  if (stopped) {
    const { storage, original, due } = stopped
    stopped = undefined
    storage.jobHandler = original
    due.forEach((job) => void original.apply(storage, job))
  }
}

const hasJobHandler = (storage: object | undefined): storage is Storage =>
  storage !== undefined && "jobHandler" in storage

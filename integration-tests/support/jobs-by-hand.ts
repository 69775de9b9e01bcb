import { WorkflowScheduler } from "@medusajs/framework/orchestration"

/**
 * Stops the scheduler, so that jobs run only when the test runs them. Call this function in `beforeAll`,
 * after the start of the shop.
 *
 * @throws if Medusa's scheduler is not the in-memory one
 */
export function jobsRunByHand(): void {
  const storage: object = WorkflowScheduler["storage"]
  if (!("jobHandler" in storage)) {
    throw new Error("Medusa does not use its in-memory scheduler, so the jobs cannot be stopped.")
  }
  // Clearing the schedule is not enough: a job that is running now schedules its next run at its end.
  storage.jobHandler = () => Promise.resolve()
}

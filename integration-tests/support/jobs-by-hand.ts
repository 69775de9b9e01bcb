import { WorkflowScheduler } from "@medusajs/framework/orchestration"

/**
 * From now on the shop's jobs run when the test runs them, and at no other time: where a test looks at what lies
 * between two of them, the clock's own run must not come first. Call it in `beforeAll`, when the shop is up.
 *
 * @throws when Medusa's scheduler is not the one that lives in this process
 */
export function jobsRunByHand(): void {
  const storage: object = WorkflowScheduler["storage"]
  if (!("jobHandler" in storage)) {
    throw new Error("The jobs are scheduled elsewhere.")
  }
  // A job that runs at this very moment sets its next time too: clearing the schedule would not reach it.
  storage.jobHandler = () => Promise.resolve()
}

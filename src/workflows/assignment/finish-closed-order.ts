import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord } from "../../modules/workshop/types"
import { beginSweep, type ReportOrder } from "../sweep"
import { finishCancellationWorkflow } from "./cancel-order"
import { finishDeliveryWorkflow } from "./deliver-order"
import { finishReturnWorkflow } from "./return-order"
import { markFinishedStep } from "./steps/mark-finished"
import { refuse } from "./steps/refuse"
import { returnPromotionsStep } from "./steps/return-promotions"

/** @throws too_late if another process has finished the order */
const checkUnfinishedStep = createStep("check-unfinished", async (id: string, { container }) => {
  const assignment = await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).retrieveAssignment(id)
  if (!assignment.closed_at || assignment.finished_at) {
    throw refuse("too_late")
  }
  return new StepResponse({
    assignment_id: assignment.id,
    order_id: assignment.order_id,
    status: assignment.status,
  })
})

/**
 * Completes the delivery, return or cancellation of an order whose process stopped after the assignment was closed: the
 * Medusa order, its payments, slot and promotions follow. Idempotent.
 *
 * @throws too_late if nothing is to be done
 */
const finishClosedOrderWorkflow = createWorkflow(
  "finish-closed-order",
  (input: WorkflowData<{ assignment_id: string }>) => {
    const key = transform({ input }, ({ input }) => `assignment:${input.assignment_id}`)
    acquireLockStep({ key, timeout: 15, retryInterval: 0.05, ttl: 60 })
    const closed = checkUnfinishedStep(input.assignment_id)
    const order = transform({ closed }, ({ closed: { assignment_id, order_id } }) => ({
      assignment_id,
      order_id,
    }))
    when("it-was-delivered", { closed }, ({ closed }) => closed.status === "delivered").then(() => {
      finishDeliveryWorkflow.runAsStep({ input: order })
    })
    when("it-was-returned", { closed }, ({ closed }) => closed.status === "returned").then(() => {
      finishReturnWorkflow.runAsStep({ input: order })
    })
    when("it-was-canceled", { closed }, ({ closed }) => closed.status === "canceled").then(() => {
      finishCancellationWorkflow.runAsStep({ input: order })
      returnPromotionsStep({ order_id: closed.order_id })
    })
    const finished = markFinishedStep(input.assignment_id)
    releaseLockStep({ key })
    return new WorkflowResponse(finished)
  },
)

/** Minimum age in ms: the lock of a stopped process expires after a minute. */
const OLD_ENOUGH_MS = 60_000
const BATCH = 100

/** Whether a process stopped after it had closed the order, and the sweep has not completed its work yet. */
export const isBeingFinished = ({
  closed_at,
  finished_at,
}: Pick<AssignmentRecord, "closed_at" | "finished_at">): boolean => closed_at !== null && finished_at === null

/** Finishes the closed orders whose process stopped. An index has only these, so the cost does not grow. */
export async function finishClosedOrders(container: MedusaContainer, report: ReportOrder): Promise<void> {
  const sweep = await beginSweep(container, { task: "finish-closed-orders", expected: ["too_late"] })
  const unfinished = await container
    .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    .listAssignments(
      { ...sweep.due, finished_at: null, closed_at: { $lt: new Date(Date.now() - OLD_ENOUGH_MS) } },
      { take: BATCH, order: { closed_at: "ASC" } },
    )
  for (const { id, order_id, display_id: number, status } of unfinished) {
    await sweep.run(
      { id, order: number },
      async () => {
        await finishClosedOrderWorkflow(container).run({ input: { assignment_id: id } })
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .warn(`order ${number} was ${status} when a process stopped; its Medusa order follows now`)
      },
      (error) => report({ order_id, number }, error),
    )
  }
}

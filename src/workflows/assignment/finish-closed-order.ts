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
import { asError } from "../../lib/as-error"
import { errorCode } from "../../lib/errors"
import { about } from "../../lib/log-context"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord } from "../../modules/workshop/types"
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
export const finishClosedOrderWorkflow = createWorkflow(
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
/** An order that cannot be finished for so long, in ms, is left to staff. */
const TOO_OLD_MS = 7 * 24 * 3_600_000
const BATCH = 100

/** Whether a process stopped after it had closed the order, and the sweep has not completed its work yet. */
export const isBeingFinished = ({
  closed_at,
  finished_at,
}: Pick<AssignmentRecord, "closed_at" | "finished_at">): boolean =>
  closed_at !== null && finished_at === null && Date.now() - closed_at.getTime() < TOO_OLD_MS

/** Finishes the recently closed orders whose process stopped. An index has only these, so the cost does not grow. */
export async function finishClosedOrders(container: MedusaContainer): Promise<void> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const now = Date.now()
  const unfinished = await workshop.listAssignments(
    {
      finished_at: null,
      closed_at: { $gt: new Date(now - TOO_OLD_MS), $lt: new Date(now - OLD_ENOUGH_MS) },
    },
    { take: BATCH, order: { closed_at: "ASC" } },
  )
  for (const { id, display_id: number, status } of unfinished) {
    await about({ order: String(number) }, async () => {
      try {
        await finishClosedOrderWorkflow(container).run({ input: { assignment_id: id } })
        logger.warn(`order ${number} was ${status} when a process stopped; its Medusa order follows now`)
      } catch (error) {
        const why = errorCode(error) ?? asError(error).message
        if (why === "too_late") {
          return
        }
        // A failure must not block the other orders; the next run retries it.
        logger.error(`order ${number} is ${status}, but its Medusa order cannot follow: ${why}`)
      }
    })
  }
}

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { readFollowedOrders } from "../../../medusa-sql/followed-orders"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"

/**
 * Does nothing itself. When a later step fails, its compensation removes a canceled fulfillment from the assignment, after
 * the assignment was restored: {@link cancelFulfillmentStep} is not undone. Without it the workshop would take the
 * cancellation for one of staff and give the order back. The job repair-acceptances writes the stock off again.
 */
export const forgetFulfillmentStep = createStep(
  "forget-fulfillment",
  async (assignmentId: string) => new StepResponse(undefined, assignmentId),
  async (assignmentId, { container }) => {
    if (!assignmentId) {
      return
    }
    const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const { id, order_id, fulfillment_id } = await workshop.retrieveAssignment(assignmentId)
    const [order] = await readFollowedOrders(container, [order_id])
    if (order?.fulfillments.some((one) => one.id === fulfillment_id && one.canceled_at)) {
      await workshop.updateAssignments({ id, fulfillment_id: null })
    }
  },
)

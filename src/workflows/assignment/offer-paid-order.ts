import type { MedusaContainer } from "@medusajs/framework/types"
import { errorCode } from "../../lib/errors"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { offerOrderWorkflow } from "./offer-order"

/**
 * Offers an order to the florists, because its payment no longer has to be awaited. Idempotent: does nothing if the
 * order does not await its payment.
 */
export async function offerPaidOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const filters = { order_id: orderId, status: "awaiting_payment" as const }
  const [assignment] = await workshop.listAssignments(filters, { select: ["id"], take: 1 })
  if (!assignment) {
    return
  }
  try {
    await offerOrderWorkflow(container).run({
      input: { assignment_id: assignment.id, actor: { type: "system" } },
    })
  } catch (error) {
    // A concurrent call has offered or canceled the order.
    if (errorCode(error) !== "too_late") {
      throw error
    }
  }
}

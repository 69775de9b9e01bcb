import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { errorCode } from "../lib/errors"
import { cancelOrderWorkflow } from "../workflows/assignment/cancel-order"

/** Cancels the assignment of an order that was canceled in Medusa's admin. */
export default async function orderCanceled({ event, container }: SubscriberArgs<{ id: string }>) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "assignment",
    fields: ["id", "closed_at"],
    filters: { order_id: event.data.id },
  })
  const [assignment] = data
  if (!assignment || assignment.closed_at) {
    return
  }
  try {
    await cancelOrderWorkflow(container).run({
      input: { assignment_id: assignment.id, actor: { type: "system" } },
    })
  } catch (error) {
    // The event may be delivered twice. The second delivery gets `too_late`.
    if (errorCode(error) !== "too_late") {
      throw error
    }
  }
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }

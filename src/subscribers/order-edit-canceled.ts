import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderEditWorkflowEvents } from "@medusajs/framework/utils"
import { resumeAfterEdit } from "../workflows/order-edits/resume-after-edit"

/** Writes the stock of an accepted order off again when its edit was canceled. If this fails, a sweep retries it. */
export default async function orderEditCanceled({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await resumeAfterEdit(container, event.data.order_id)
}

export const config: SubscriberConfig = { event: OrderEditWorkflowEvents.CANCELED }

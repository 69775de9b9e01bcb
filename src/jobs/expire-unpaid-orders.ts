import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { notifyOfStuckOrder } from "../bot/messages/announcements/stuck-orders"
import { expireOrderWorkflow } from "../workflows/assignment/expire-order"
import { dropAbandonedChange } from "../workflows/order-edits/open-change"
import { beginSweep } from "../workflows/sweep"

/** Maximum number of orders per run; the job runs every 30 s. */
const BATCH = 100

/**
 * Error codes that are expected: the order was just paid, the gateway still processes the payment, another process
 * expired the order, or staff are editing it.
 */
const IN_ORDER = ["already_paid", "payment_awaited", "too_late", "order_being_changed"]

/** Cancels orders that were not paid in time, and releases their stock and slots. */
export default async function expireUnpaidOrders(container: MedusaContainer): Promise<void> {
  const sweep = await beginSweep(container, { task: "expire-unpaid-orders", expected: IN_ORDER })
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "assignment",
    fields: ["id", "order_id", "display_id", "payment_due_at"],
    filters: { ...sweep.due, status: "awaiting_payment", payment_due_at: { $lt: new Date() } },
    pagination: { take: BATCH, order: { payment_due_at: "ASC" } },
  })
  for (const { id, order_id, display_id: number, payment_due_at } of data) {
    await sweep.run(
      { id, order: number },
      async () => {
        await dropAbandonedChange(container, { order_id, payment_due_at })
        await expireOrderWorkflow(container).run({ input: { assignment_id: id, actor: { type: "system" } } })
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .info(`order ${number} was not paid in time and was canceled`)
      },
      (error) => notifyOfStuckOrder(container, { id: order_id, number }, error),
    )
  }
}

export const config = { name: "expire-unpaid-orders", schedule: "5,35 * * * * *" }

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../lib/as-error"
import { errorCode } from "../lib/errors"
import { about } from "../lib/log-context"
import { expireOrderWorkflow } from "../workflows/assignment/expire-order"

/** Maximum number of orders per run; the job runs every 30 s. */
const BATCH = 100

/**
 * Error codes that are expected: the order was just paid, the gateway still processes the payment, another process
 * expired the order, or staff are editing it.
 */
const IN_ORDER = ["already_paid", "payment_awaited", "too_late", "order_being_changed"]

/** Cancels orders that were not paid in time, and releases their stock and slots. */
export default async function expireUnpaidOrders(container: MedusaContainer): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const { data } = await query.graph({
    entity: "assignment",
    fields: ["id", "display_id"],
    filters: { status: "awaiting_payment", payment_due_at: { $lt: new Date() } },
    pagination: { take: BATCH, order: { payment_due_at: "ASC" } },
  })
  for (const { id, display_id: number } of data) {
    await about({ order: String(number) }, async () => {
      try {
        await expireOrderWorkflow(container).run({ input: { assignment_id: id, actor: { type: "system" } } })
        logger.info(`order ${number} was not paid in time and was canceled`)
      } catch (error) {
        const code = errorCode(error)
        if (!code || !IN_ORDER.includes(code)) {
          // Continues with the other orders; the next run retries this one.
          logger.warn(
            `order ${number} was not paid in time, but its cancellation failed, the next run retries: ${code ?? asError(error).message}`,
          )
        }
      }
    })
  }
}

export const config = { name: "expire-unpaid-orders", schedule: "5,35 * * * * *" }

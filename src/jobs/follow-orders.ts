import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { errorCode } from "../errors"
import { cancelOrderWorkflow } from "../workflows/assignment/cancel-order"
import { offerOrderWorkflow } from "../workflows/assignment/offer-order"

/** How many open assignments are looked at in one go. */
const BATCH = 200

/**
 * Brings assignments after their Medusa orders: what is canceled there is canceled here, what is paid there is
 * offered here. The subscribers do it at once; this does it when their event was lost.
 */
export default async function followOrders(container: MedusaContainer) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (let skip = 0; ; skip += BATCH) {
    const { data } = await query.graph({
      entity: "assignment",
      fields: ["id", "status", "order.status", "order.payment_collections.status"],
      filters: { closed_at: null },
      pagination: { take: BATCH, skip, order: { created_at: "ASC" } },
    })
    for (const { id, status, order } of data) {
      const paid = order?.payment_collections?.some(
        (one: { status?: string } | null) => one?.status === "completed",
      )
      const workflow =
        order?.status === "canceled"
          ? cancelOrderWorkflow
          : status === "awaiting_payment" && paid
            ? offerOrderWorkflow
            : undefined
      try {
        await workflow?.(container).run({ input: { assignment_id: id, actor: { type: "system" } } })
      } catch (error) {
        // One that cannot follow must not hold up the others; it is tried again next time.
        logger.warn(`assignment ${id} does not follow its order: ${errorCode(error) ?? String(error)}`)
      }
    }
    if (data.length < BATCH) {
      return
    }
  }
}

export const config = { name: "follow-orders", schedule: "*/5 * * * *" }

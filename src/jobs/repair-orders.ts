import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { errorCode } from "../lib/errors"
import { about } from "../lib/log-context"
import { repairOrder } from "../workflows/checkout/repair-order"

/**
 * Minimum age in ms. Placing an order takes seconds, and the cart lock of a stopped process expires after two
 * minutes.
 */
const OLD_ENOUGH_MS = 2 * 60_000
/** Maximum age in ms. Earlier runs have checked the older orders. */
const TOO_OLD_MS = 24 * 60 * 60_000
const BATCH = 500

type Row = {
  id: string
  display_id: number
  cart?: { id: string } | null
  assignment?: { id: string } | null
}

/** Sweep: repairs orders that a process had only partly placed when it stopped. */
export default async function repairOrders(container: MedusaContainer): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const now = Date.now()
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "display_id", "cart.id", "assignment.id"],
    filters: {
      created_at: { $gt: new Date(now - TOO_OLD_MS), $lt: new Date(now - OLD_ENOUGH_MS) },
      status: "pending",
    },
    pagination: { take: BATCH, order: { created_at: "DESC" } },
  })
  const orders: unknown[] = data
  for (const { id, display_id: number, cart, assignment } of orders as Row[]) {
    if (!cart || assignment) {
      continue
    }
    await about({ order: String(number) }, async () => {
      try {
        await repairOrder(container, { cart_id: cart.id, order_id: id })
        logger.warn(`order ${number} was only partly placed when a process stopped, and is repaired`)
      } catch (error) {
        // A failed repair must not block the other orders.
        logger.error(
          `order ${number} is only partly placed, and the repair failed: ${errorCode(error) ?? String(error)}`,
        )
      }
    })
  }
}

export const config = { name: "repair-orders", schedule: "57 * * * * *" }

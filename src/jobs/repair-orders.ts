import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { notifyOfInterruptedOrders } from "../bot/messages/announcements/interrupted-orders"
import { notifyOfStuckOrder } from "../bot/messages/announcements/stuck-orders"
import { interruptedOrders } from "../workflows/checkout/interrupted-orders"
import { repairOrder } from "../workflows/checkout/repair-order"
import { beginSweep } from "../workflows/sweep"

/**
 * Minimum age in ms. Placing an order takes seconds, and the cart lock of a stopped process expires after two
 * minutes.
 */
const OLD_ENOUGH_MS = 2 * 60_000
/** Maximum age in ms. Earlier runs have checked the older orders. */
const TOO_OLD_MS = 24 * 60 * 60_000

/** Sweep: repairs orders that a process had only partly placed when it stopped, and notifies staff of canceled ones. */
export default async function repairOrders(container: MedusaContainer): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const now = Date.now()
  const since = new Date(now - TOO_OLD_MS)
  const orders = await interruptedOrders(container, since, new Date(now - OLD_ENOUGH_MS))
  const sweep = await beginSweep(container, { task: "repair-orders" })
  for (const { order_id, cart_id, number } of orders) {
    await sweep.run(
      { id: order_id, order: number },
      async () => {
        const outcome = await repairOrder(container, { cart_id, order_id })
        logger.warn(`order ${number} was only partly placed when a process stopped: ${outcome}`)
      },
      (error) => notifyOfStuckOrder(container, { id: order_id, number }, error),
    )
  }
  await notifyOfInterruptedOrders(container, since)
}

export const config = { name: "repair-orders", schedule: "57 * * * * *" }

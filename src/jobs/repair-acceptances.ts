import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../lib/as-error"
import { announceNotAccepted } from "../bot/messages/announcements/announcer"
import { errorCode, isRefusal } from "../lib/errors"
import { about } from "../lib/log-context"
import { repairAcceptanceWorkflow } from "../workflows/assignment/repair-acceptance"
import { optionsOf } from "../workflows/settings"

/**
 * Minimum age in ms. Accepting takes seconds, and the order lock of a stopped process expires after one
 * minute.
 */
const OLD_ENOUGH_MS = 60_000
const BATCH = 100

/**
 * Sweep: repairs orders that have a florist but no fulfillment, because the process stopped during the acceptance or
 * during an order edit. Skips orders whose edit is still open.
 */
export default async function repairAcceptances(container: MedusaContainer): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const { data } = await query.graph({
    entity: "assignment",
    fields: ["id", "display_id"],
    filters: {
      status: ["accepted", "ready"],
      fulfillment_id: null,
      picked_up_at: null,
      accepted_at: { $lt: new Date(Date.now() - OLD_ENOUGH_MS) },
    },
    pagination: { take: BATCH, order: { accepted_at: "ASC" } },
  })
  for (const { id, display_id: number } of data) {
    await about({ order: String(number) }, async () => {
      try {
        await repairAcceptanceWorkflow(container).run({ input: { assignment_id: id } })
        logger.warn(`the stock of order ${number} was not written off yet, and is written off now`)
      } catch (error) {
        if (errorCode(error) === "order_being_changed") {
          return
        }
        // A failed repair must not block the other orders.
        logger.error(
          `the stock of order ${number} is not written off, and the repair failed: ${errorCode(error) ?? asError(error).message}`,
        )
        if (isRefusal(error) && errorCode(error) !== "too_late" && optionsOf(container).token) {
          await announceNotAccepted(container, id, error)
        }
      }
    })
  }
}

export const config = { name: "repair-acceptances", schedule: "11,41 * * * * *" }

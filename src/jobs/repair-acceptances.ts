import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
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
 * Sweep: repairs orders that have a florist but no fulfillment, because the process stopped during the
 * acceptance.
 */
export default async function repairAcceptances(container: MedusaContainer): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const { data } = await query.graph({
    entity: "assignment",
    fields: ["id", "display_id"],
    filters: {
      status: "accepted",
      fulfillment_id: null,
      accepted_at: { $lt: new Date(Date.now() - OLD_ENOUGH_MS) },
    },
    pagination: { take: BATCH, order: { accepted_at: "ASC" } },
  })
  for (const { id, display_id: number } of data) {
    await about({ order: String(number) }, async () => {
      try {
        await repairAcceptanceWorkflow(container).run({ input: { assignment_id: id } })
        logger.warn(`order ${number} was only partly accepted when a process stopped, and is repaired`)
      } catch (error) {
        // A failed repair must not block the other orders.
        logger.error(
          `order ${number} is only partly accepted, and the repair failed: ${errorCode(error) ?? String(error)}`,
        )
        if (isRefusal(error) && errorCode(error) !== "too_late" && optionsOf(container).token) {
          await announceNotAccepted(container, id, error)
        }
      }
    })
  }
}

export const config = { name: "repair-acceptances", schedule: "11,41 * * * * *" }

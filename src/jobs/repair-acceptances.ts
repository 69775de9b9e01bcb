import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { announceNotAccepted } from "../bot/messages/announcements/announcer"
import { repairAcceptanceWorkflow } from "../workflows/assignment/repair-acceptance"
import { beginSweep } from "../workflows/sweep"

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
  const sweep = await beginSweep(container, {
    task: "repair-acceptances",
    expected: ["order_being_changed", "too_late"],
  })
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "assignment",
    fields: ["id", "display_id"],
    filters: {
      ...sweep.due,
      status: ["accepted", "ready"],
      fulfillment_id: null,
      picked_up_at: null,
      accepted_at: { $lt: new Date(Date.now() - OLD_ENOUGH_MS) },
    },
    pagination: { take: BATCH, order: { accepted_at: "ASC" } },
  })
  for (const { id, display_id: number } of data) {
    await sweep.run(
      { id, order: number },
      async () => {
        await repairAcceptanceWorkflow(container).run({ input: { assignment_id: id } })
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .warn(`the stock of order ${number} was not written off yet, and is written off now`)
      },
      (error) => announceNotAccepted(container, id, error),
    )
  }
}

export const config = { name: "repair-acceptances", schedule: "11,41 * * * * *" }

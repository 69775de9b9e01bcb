import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { rememberAddressWorkflow } from "../workflows/customer/remember-address"
import { beginSweep } from "../workflows/sweep"

const BATCH = 100
/** Minimum age of an order in ms, because the event of a younger order may still be in progress. */
const YOUNG_MS = 15_000

/**
 * Sweep: saves the addresses of placed orders whose event was lost. The subscriber normally does this at
 * once.
 */
export default async function rememberAddresses(container: MedusaContainer): Promise<void> {
  const sweep = await beginSweep(container, { task: "remember-addresses" })
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "delivery",
    fields: ["id", "order_id"],
    filters: {
      ...sweep.due,
      order_id: { $ne: null },
      remembered_at: null,
      booked_at: { $lt: new Date(Date.now() - YOUNG_MS) },
    },
    pagination: { take: BATCH, order: { booked_at: "DESC" } },
  })
  for (const { id, order_id } of data) {
    const order = order_id ?? ""
    await sweep.run({ id, order }, () =>
      rememberAddressWorkflow(container).run({ input: { order_id: order } }),
    )
  }
}

export const config = { name: "remember-addresses", schedule: "15,45 * * * * *" }

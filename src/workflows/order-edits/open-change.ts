import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, OrderChangeStatus } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"

/**
 * Whether a change of the order, such as an order edit, is begun and neither confirmed nor canceled. Until then Medusa
 * refuses every fulfillment, shipment and delivery of the order.
 */
export async function hasOpenChange(container: MedusaContainer, orderId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_change",
    fields: ["id"],
    filters: { order_id: orderId, status: [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED] },
  })
  return data.length > 0
}

/** @throws order_being_changed while a change of the order is open */
export async function refuseOpenChange(container: MedusaContainer, orderId: string): Promise<void> {
  if (await hasOpenChange(container, orderId)) {
    throw shopError(
      "order_being_changed",
      "The order is being changed in Medusa's admin: confirm or cancel that change first.",
    )
  }
}

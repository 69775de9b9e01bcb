import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { GatewayEvents } from "../../../lib/events"

/**
 * Emits the event that updates Medusa's payment. If the event is lost, the sweep finds the transaction by its
 * state.
 */
export async function emitMoved(container: MedusaContainer, { id }: { id: string }): Promise<void> {
  await container.resolve(Modules.EVENT_BUS).emit({ name: GatewayEvents.MOVED, data: { id } })
}

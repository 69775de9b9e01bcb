import { emitEventStep } from "@medusajs/medusa/core-flows"
import { transform, when, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { GatewayEvents } from "../../../lib/events"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"

type Outcome = { transaction: GatewayTransactionRecord; moved: boolean } | { refusal: string }

/**
 * Emits the event that updates Medusa's payment. If the event is lost, the sweep finds the transaction by its
 * state.
 */
export function emitMoved(outcome: WorkflowData<Outcome>): void {
  when("money-moved", { outcome }, ({ outcome }) => "moved" in outcome && outcome.moved).then(() => {
    emitEventStep({
      eventName: GatewayEvents.MOVED,
      data: transform({ outcome }, ({ outcome }) => ({
        id: "transaction" in outcome ? outcome.transaction.id : "",
      })),
    })
  })
}

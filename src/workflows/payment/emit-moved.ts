import { emitEventStep } from "@medusajs/medusa/core-flows"
import { transform, when, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { GatewayEvents } from "../../lib/events"
import type { GatewayTransactionRecord } from "../../modules/gateway/types"

type Outcome = { transaction: GatewayTransactionRecord; moved: boolean } | { refusal: string }

/** Money went back: Medusa's payment is to follow. Should the event be lost, the sweep sees it in the transaction. */
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

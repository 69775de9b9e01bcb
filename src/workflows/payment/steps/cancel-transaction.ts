import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"
import { readPayableOrder } from "../payable-order"

export type CancelPaymentInput = TransactionName & {
  /** In the gateway's own numbers. */
  reason: number
  /** Whether the money goes back also for flowers that were handed over: it does when the shop itself refunds. */
  even_delivered: boolean
}

export type CanceledPayment =
  { transaction: GatewayTransactionRecord; moved: boolean } | { refusal: "no_transaction" | "delivered" }

/** Notes that a gateway takes no money after all, or gives it back. Told again it answers the same. */
export const cancelTransactionStep = createStep(
  "cancel-transaction",
  async (input: CancelPaymentInput, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const known = await gateway.findTransaction(input)
    if (!known) {
      return new StepResponse<CanceledPayment>({ refusal: "no_transaction" })
    }
    if (known.state === "performed" && !input.even_delivered) {
      const order = await readPayableOrder(container, { id: known.order_id })
      if (order?.assignment?.status === "delivered") {
        return new StepResponse<CanceledPayment>({ refusal: "delivered" })
      }
    }
    const transaction = await gateway.cancel(known, input.reason, new Date())
    const moved = known.state !== "canceled" && transaction.performed_at !== null
    return new StepResponse<CanceledPayment>({ transaction, moved })
  },
)

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type GatewayModuleService from "../../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../../modules/gateway/types"
import { readPayableOrder } from "../../order-payment/payable-order"

export type CancelPaymentInput = TransactionName & {
  /** Cancel reason: a number defined by the gateway. */
  reason: number
  /** Whether to cancel it even if the order is delivered: true for refunds by the shop. */
  even_delivered: boolean
}

export type CanceledPayment =
  { transaction: GatewayTransactionRecord; moved: boolean } | { refusal: "no_transaction" | "delivered" }

/** Cancels a transaction that failed or was refunded at the gateway. Idempotent. */
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

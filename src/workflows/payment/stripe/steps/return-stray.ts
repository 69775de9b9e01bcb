import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type { Attention } from "../../../../modules/gateway/models/gateway-transaction"
import type GatewayModuleService from "../../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../../modules/gateway/types"
import { readOrderMoney } from "../../order-money"
import { paymentOf } from "../../refund-returned"
import { STRIPE } from "../account"
import { returnMoney } from "../return-money"

export type StrayInput = { transaction_id?: string; order_id?: string }

/** Money that is with Stripe and is not the shop's to keep. */
const STRAY: Attention[] = ["order_canceled", "already_paid", "amount_differs", "refund_due"]

/**
 * Money that Medusa never had, or that it could not give back with the order it canceled. What else is shown to
 * staff (a refund that the shopper's bank sent back, another sum in Medusa's books) is for them to decide.
 */
async function isStray(container: MedusaContainer, transaction: GatewayTransactionRecord): Promise<boolean> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  if (transaction.needs_attention === "refund_due") {
    return order?.status === "canceled"
  }
  return !order || !paymentOf(order, transaction)?.captured_at
}

/** Gives stray money back. What Stripe refuses stays shown to staff, and is tried again. */
export const returnStrayStep = createStep(
  "return-stray",
  async ({ transaction_id: id, order_id }: StrayInput, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const found = await gateway.listGatewayTransactions({
      provider_id: STRIPE,
      state: "performed",
      needs_attention: STRAY,
      ...(id ? { id } : {}),
      ...(order_id ? { order_id } : {}),
    })
    let failed = 0
    for (const transaction of found) {
      try {
        if (await isStray(container, transaction)) {
          await returnMoney(container, transaction)
        }
      } catch (error) {
        failed += 1
        const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
        logger.warn(
          `payment ${transaction.id} of order ${transaction.reference} is not given back: ${String(error)}`,
        )
      }
    }
    return new StepResponse(failed)
  },
)

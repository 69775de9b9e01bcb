import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../../../lib/as-error"
import { errorCode } from "../../../lib/errors"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { settleGatewayPayment } from "./settle-gateway-payment"

/** Maximum number of transactions per run. */
const BATCH = 100
/** Time in ms after which an unsettled payment is flagged for staff. The sweep still retries it. */
const FLAG_AFTER_MS = 10 * 60_000

/**
 * Cancels expired transactions, and settles those whose settlement was interrupted, for example by a crash.
 *
 * @returns the number of settled transactions
 */
export async function sweepGatewayPayments(container: MedusaContainer): Promise<number> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  await gateway.endOverdue(new Date())
  const waiting = await gateway.unsettled(BATCH)
  let settled = 0
  for (const { id, reference, performed_at: since } of waiting) {
    try {
      await settleGatewayPayment(container, { transaction_id: id })
      settled += 1
    } catch (error) {
      // A failure must not block the other payments; the next run retries it.
      logger.warn(
        `payment ${id} for order ${reference} is not settled: ${errorCode(error) ?? asError(error).message}`,
      )
      if (since && Date.now() - since.getTime() > FLAG_AFTER_MS) {
        await gateway.settle(id, { needs_attention: "unsettled" })
      }
    }
  }
  return settled
}

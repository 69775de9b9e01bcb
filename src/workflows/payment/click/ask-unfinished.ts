import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../../../lib/as-error"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import type { ClickMerchantApi } from "../../../providers/payment-click/merchant-api"
import { findPaymentId } from "../../../providers/payment-click/reversal"
import { clickCabinet } from "./cabinet"
import { dueToAsk } from "./due-to-ask"
import { followStatus, isNews } from "./follow-status"
import { recordAnswer } from "./record-answer"

async function askAbout(
  container: MedusaContainer,
  api: ClickMerchantApi,
  transaction: GatewayTransactionRecord,
): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  await gateway.updateGatewayTransactions({ id: transaction.id, asked_at: new Date() })
  const started = performance.now()
  const found = await findPaymentId(api, transaction)
  const result = "answer" in found ? await api.paymentStatus(found.answer) : found
  if (!("answer" in result)) {
    return
  }
  const { payment_status: status } = result.answer
  if (isNews(transaction, status)) {
    const answer = { payment_status: status }
    await recordAnswer(container, transaction, { method: "payment/status", result: { answer }, started })
  }
  await followStatus(container, api, transaction, status)
}

/**
 * Asks Click about unfinished payments (prepared but not completed, failed, reversed in the cabinet, due for
 * refund) and applies its status.
 *
 * @returns the number of payments it asked about
 */
export async function askClickUnfinished(container: MedusaContainer): Promise<number> {
  const cabinet = clickCabinet(container)
  if (!cabinet) {
    return 0
  }
  const due = await dueToAsk(container, new Date())
  for (const transaction of due) {
    try {
      await askAbout(container, cabinet.api, transaction)
    } catch (error) {
      // A failure must not block the other payments; the next run retries it.
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.warn(`payment ${transaction.id} could not be updated from Click: ${asError(error).message}`)
    }
  }
  return due.length
}

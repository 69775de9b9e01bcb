import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { errorCode } from "../../../lib/errors"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { settleGatewayPaymentWorkflow } from "../settle-gateway-payment"

/** How many transactions are looked at in one go; the rest have their turn with the next. */
const BATCH = 100
/** Money that has not reached Medusa by then is shown to staff; it is tried further all the same. */
const PATIENCE_MS = 10 * 60_000

/** Gives up what gateways have given up, and settles what is not settled. Returns how many it settled. */
export const sweepTransactionsStep = createStep("sweep-transactions", async (_: void, { container }) => {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  await gateway.endOverdue(new Date())
  const waiting = await gateway.unsettled(BATCH)
  let settled = 0
  for (const { id, reference, performed_at: since } of waiting) {
    try {
      await settleGatewayPaymentWorkflow(container).run({ input: { transaction_id: id } })
      settled += 1
    } catch (error) {
      // One that fails must not hold up the others; it is tried again next time.
      logger.warn(`payment ${id} for order ${reference} is not settled: ${errorCode(error) ?? String(error)}`)
      if (since && Date.now() - since.getTime() > PATIENCE_MS) {
        await gateway.settle(id, { needs_attention: "unsettled" })
      }
    }
  }
  return new StepResponse(settled)
})

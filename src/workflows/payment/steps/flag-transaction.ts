import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { TransactionName } from "../../../modules/gateway/types"

export type FlagPaymentInput = TransactionName & { attention: Attention }

/** Flags a transaction for staff, unless it is already flagged. No compensation: the flag records what happened. */
export const flagTransactionStep = createStep(
  "flag-transaction",
  async (input: FlagPaymentInput, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const known = await gateway.findTransaction(input)
    if (known && (await gateway.flag(known, input.attention))) {
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.warn(`payment ${known.id} for order ${known.reference} needs attention: ${input.attention}`)
    }
    return new StepResponse(undefined)
  },
)

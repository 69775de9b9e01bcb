import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../../lib/errors"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type GatewayModuleService from "../../../../modules/gateway/service"
import { findUnmatchedPayments } from "../../reconciliation/unmatched-payments"
import { noteResolution } from "../resolution-history"

export type ResolveUnmatchedPaymentInput = { payment_id: string; user_id: string; note: string }

/**
 * Marks an unmatched payment as resolved.
 *
 * @throws not_found for any other payment
 */
export const resolveUnmatchedPaymentStep = createStep(
  "resolve-unmatched-payment",
  async ({ payment_id, ...input }: ResolveUnmatchedPaymentInput, { container }) => {
    const unmatched = await findUnmatchedPayments(container)
    if (!unmatched.some(({ id }) => id === payment_id)) {
      throw shopError("not_found", "The payment does not exist.", MedusaError.Types.NOT_FOUND)
    }
    const id = await noteResolution(container, "resolve", input, { payment_id })
    return new StepResponse(undefined, id)
  },
  async (id, { container }) => {
    if (id) {
      await container.resolve<GatewayModuleService>(GATEWAY_MODULE).deleteGatewayResolutions(id)
    }
  },
)

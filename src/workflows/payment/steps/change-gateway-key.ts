import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"

export type ChangeKeyInput = {
  provider_id: string
  /** Hash of the configured key. */
  configured: string
  /** Hash of the new key. */
  next: string
}

/** Stores a gateway's new key. No compensation: the gateway already uses the new key. */
export const changeGatewayKeyStep = createStep(
  "change-gateway-key",
  async (input: ChangeKeyInput, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    await gateway.changeKey(input.provider_id, input.configured, input.next)
    return new StepResponse(undefined)
  },
)

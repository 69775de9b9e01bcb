import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"

export type ChangeKeyInput = {
  provider_id: string
  /** The hash of the configured key. */
  configured: string
  /** The hash of the new key. */
  next: string
}

/** The gateway shows another key from now on. It is not undone: the gateway has heard that it is taken. */
export const changeGatewayKeyStep = createStep(
  "change-gateway-key",
  async (input: ChangeKeyInput, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    await gateway.changeKey(input.provider_id, input.configured, input.next)
    return new StepResponse(undefined)
  },
)

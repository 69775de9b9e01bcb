import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"

export type ChangeKeyInput = {
  provider_id: string
  /** Hash of the configured key. */
  configured: string
  /** Hash of the new key. */
  next: string
}

/** Stores a key that the gateway has changed over its API. A new configured key takes precedence. */
export async function changeGatewayKey(container: MedusaContainer, input: ChangeKeyInput): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  await gateway.changeKey(input.provider_id, input.configured, input.next)
}

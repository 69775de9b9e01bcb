import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../modules/gateway"
import type GatewayModuleService from "../../modules/gateway/service"
import { operationSettingsOf } from "../settings"

/** Deletes the recorded calls and processed events of the gateways after the configured days. The payments stay. */
export async function forgetGatewayCalls(container: MedusaContainer): Promise<void> {
  const { gatewayCallDays: days } = operationSettingsOf(container)
  if (days > 0) {
    await container.resolve<GatewayModuleService>(GATEWAY_MODULE).forgetCalls(days)
  }
}

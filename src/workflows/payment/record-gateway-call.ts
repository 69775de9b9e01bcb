import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../modules/gateway"
import type GatewayModuleService from "../../modules/gateway/service"
import type { NewCall } from "../../modules/gateway/types"

/**
 * Keeps a call of a gateway with its answer, for those who look into a payment later. It is one row of history that
 * nothing follows and that is never undone, and it stands between a gateway and its answer: so it is no workflow,
 * which would first look for a former run of itself.
 */
export async function recordGatewayCall(container: MedusaContainer, call: NewCall): Promise<void> {
  await container.resolve<GatewayModuleService>(GATEWAY_MODULE).recordCall(call)
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { NewCall } from "../../../modules/gateway/types"

/**
 * Records a gateway call and its answer in the payment history.
 *
 * It is a plain function and not a workflow, because the gateway waits for the answer, the inserted row has no
 * compensation, and a workflow first queries its earlier executions.
 */
export async function recordGatewayCall(container: MedusaContainer, call: NewCall): Promise<void> {
  await container.resolve<GatewayModuleService>(GATEWAY_MODULE).recordCall(call)
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../modules/gateway"
import type GatewayModuleService from "../../modules/gateway/service"

export type GatewayCallInput = {
  provider_id: string
  method: string
  external_id: string | null
  reference: string | null
  /** Without keys, cards and names: see the model. */
  request: Record<string, unknown>
  answer: Record<string, unknown>
  outcome: "ok" | "refused" | "failed"
  took_ms: number
}

/**
 * Keeps a call of a gateway with its answer, for those who look into a payment later. It is one row of history that
 * nothing follows and that is never undone, and it stands between a gateway and its answer: so it is no workflow,
 * which would first look for a former run of itself.
 */
export async function recordGatewayCall(container: MedusaContainer, call: GatewayCallInput): Promise<void> {
  await container.resolve<GatewayModuleService>(GATEWAY_MODULE).createGatewayCalls(call)
}

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"

export type RecordCallInput = {
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

/** Keeps a call of a gateway with its answer. It is history, so it is not undone. */
export const recordCallStep = createStep("record-call", async (input: RecordCallInput, { container }) => {
  await container.resolve<GatewayModuleService>(GATEWAY_MODULE).createGatewayCalls(input)
  return new StepResponse(undefined)
})

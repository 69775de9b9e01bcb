import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"

const HOUR = 3_600_000
/** Past its own end for so long, a payment in progress should have been given up. */
const PAST_END_MS = HOUR
/** One without an end of its own is no payment any more after so long. */
const OPEN_MS = 24 * HOUR

/** Shows staff the payments that neither end nor go on. Returns how many it found. */
export const showStuckStep = createStep("show-stuck", async (_: void, { container }) => {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const now = Date.now()
  const stuck = await gateway.listGatewayTransactions(
    {
      state: "in_progress",
      needs_attention: null,
      resolved_at: null,
      $or: [
        { expires_at: { $lt: new Date(now - PAST_END_MS) } },
        { expires_at: null, began_at: { $lt: new Date(now - OPEN_MS) } },
      ],
    },
    { take: 100 },
  )
  let shown = 0
  for (const transaction of stuck) {
    shown += (await gateway.flag(transaction, "stuck")) ? 1 : 0
  }
  return new StepResponse(shown)
})

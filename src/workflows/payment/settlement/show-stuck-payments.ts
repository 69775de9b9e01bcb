import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"

const HOUR = 3_600_000
/** Time after the expiry, in ms, until a payment in progress counts as stuck. */
const PAST_END_MS = HOUR
/** Age in ms at which a payment without an expiry counts as stuck. */
const OPEN_MS = 24 * HOUR

/**
 * Flags payments that are in progress long after their expiry.
 *
 * @returns the number of newly flagged payments
 */
export async function showStuckPayments(container: MedusaContainer): Promise<number> {
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
  return shown
}

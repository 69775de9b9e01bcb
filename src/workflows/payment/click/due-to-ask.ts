import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { TO_BE_REFUNDED, type GatewayTransactionRecord } from "../../../modules/gateway/types"
import { CLICK } from "../../../lib/shop"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Maximum number of payments of each kind per run. */
const BATCH = 20

/**
 * Lists payments whose status the shop must ask Click for.
 *
 * - Unfinished payments (prepared and not completed, timed out, due for refund, in doubt): every 5 minutes, and
 *   after an hour every hour.
 * - Completed payments: once a day for 32 days, because Click does not report reversals made in its cabinet.
 */
export async function dueToAsk(container: MedusaContainer, now: Date): Promise<GatewayTransactionRecord[]> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const unfinished = await gateway.listGatewayTransactions(
    {
      provider_id: CLICK,
      resolved_at: null,
      $and: [
        {
          $or: [
            { state: "in_progress", began_at: { $lte: ago(2 * MINUTE) } },
            { needs_attention: [...TO_BE_REFUNDED, "canceled_by_gateway"] },
            {
              state: "canceled",
              cancel_cause: "timed_out",
              performed_at: null,
              canceled_at: { $gte: ago(3 * DAY) },
            },
          ],
        },
        {
          $or: [
            { asked_at: null },
            { asked_at: { $lte: ago(5 * MINUTE) }, began_at: { $gte: ago(HOUR) } },
            { asked_at: { $lte: ago(HOUR) } },
          ],
        },
      ],
    },
    { order: { began_at: "ASC" }, take: BATCH },
  )
  const finished = await gateway.listGatewayTransactions(
    {
      provider_id: CLICK,
      state: "performed",
      settled_state: "performed",
      needs_attention: null,
      performed_at: { $gte: ago(32 * DAY), $lte: ago(DAY) },
      $or: [{ asked_at: null }, { asked_at: { $lte: ago(DAY) } }],
    },
    { order: { performed_at: "ASC" }, take: BATCH },
  )
  return [...unfinished, ...finished]
}

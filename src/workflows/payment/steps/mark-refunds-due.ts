import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { readOrderMoney } from "../order-money"
import { owed, paymentOf } from "../refund-returned"

/** Whether Medusa has no refund of it: where the provider gives the money back by itself there is nothing to do. */
async function isOwed(container: MedusaContainer, transaction: GatewayTransactionRecord): Promise<boolean> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  const payment = order && paymentOf(order, transaction)
  return !payment || MathBN.gt(owed(payment), 0)
}

/** Marks the payments of canceled orders that their gateways have not given back. Returns how many it found. */
export const markRefundsDueStep = createStep(
  "mark-refunds-due",
  async ({ order_ids: given }: { order_ids?: string[] }, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const paid = await gateway.listGatewayTransactions(
      {
        state: "performed",
        settled_state: "performed",
        needs_attention: null,
        // What someone has refunded outside the shop stays mended.
        mended_at: null,
        ...(given ? { order_id: given } : {}),
      },
      { take: null },
    )
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data: canceled } = paid.length
      ? await query.graph({
          entity: "order",
          fields: ["id"],
          filters: { id: paid.map(({ order_id }) => order_id), status: "canceled" },
        })
      : { data: [] }
    const ids = new Set(canceled.map(({ id }) => id))
    let found = 0
    for (const transaction of paid.filter(({ order_id }) => ids.has(order_id))) {
      if (await isOwed(container, transaction)) {
        found += (await gateway.flag(transaction, "refund_due")) ? 1 : 0
      }
    }
    return new StepResponse(found)
  },
)

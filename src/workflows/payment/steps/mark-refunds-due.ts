import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"

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
    const due = paid.filter(({ order_id }) => ids.has(order_id))
    for (const { id } of due) {
      await gateway.settle(id, { needs_attention: "refund_due" })
    }
    return new StepResponse(due.length)
  },
)

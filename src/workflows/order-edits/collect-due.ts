import { markPaymentCollectionAsPaid } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import { fromMinorUnits, minorUnits } from "../../lib/money"
import { GATEWAY_MODULE } from "../../modules/gateway"
import type GatewayModuleService from "../../modules/gateway/service"
import { readBalance } from "../payment/order-payment/balance"
import { openCollection } from "../payment/order-payment/difference"
import { readOrderMoney } from "../payment/order-payment/order-money"
import { paymentOf } from "../payment/settlement/refund-returned"

export type CollectDueInput = {
  order_id: string
  /** Medusa's admin user, if one recorded the delivery. */
  captured_by?: string
}

/**
 * What gateways have taken and Medusa has not captured yet, in minor units. Settling captures it soon. Money that is
 * refunded, or that staff resolved outside the shop, does not count.
 */
export async function takenOnline(container: MedusaContainer, orderId: string): Promise<number> {
  const performed = await container.resolve<GatewayModuleService>(GATEWAY_MODULE).listGatewayTransactions({
    order_id: orderId,
    state: "performed",
    resolved_at: null,
    $or: [{ needs_attention: null }, { needs_attention: "unsettled" }],
  })
  const order = performed.length ? await readOrderMoney(container, { id: orderId }) : undefined
  return performed
    .filter((transaction) => !order || !paymentOf(order, transaction)?.captured_at)
    .reduce((sum, { amount }) => sum + Number(amount), 0)
}

/**
 * Prepares the payment collection for the amount that is still due in cash.
 * No compensation: a collection without a payment only says what is due.
 *
 * @returns null if nothing is due
 */
const prepareCollectionStep = createStep(
  "prepare-collection",
  async ({ order_id }: CollectDueInput, { container }) => {
    const { order, balance } = await readBalance(container, order_id)
    const due = balance.due && minorUnits(balance.due) - (await takenOnline(container, order_id))
    return new StepResponse<string | null>(
      due > 0 ? await openCollection(container, order, fromMinorUnits(due)) : null,
    )
  },
)

/**
 * Records that the amount which is still due was paid in cash. An edit of the order leaves such an amount: Medusa replaces
 * an unpaid order's payment by an empty payment collection, and adds one to a paid order that became more expensive.
 */
export const collectDueWorkflow = createWorkflow("collect-due", (input: WorkflowData<CollectDueInput>) => {
  const collection = prepareCollectionStep(input)
  when("money-is-due", { collection }, ({ collection }) => collection !== null).then(() => {
    markPaymentCollectionAsPaid.runAsStep({
      input: transform({ input, collection }, ({ input, collection }) => ({
        order_id: input.order_id,
        payment_collection_id: collection ?? "",
        captured_by: input.captured_by,
      })),
    })
  })
  return new WorkflowResponse(collection)
})

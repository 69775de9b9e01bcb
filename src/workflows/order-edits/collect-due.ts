import {
  createOrderPaymentCollectionWorkflow,
  markPaymentCollectionAsPaid,
} from "@medusajs/medusa/core-flows"
import { MathBN, Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { readBalance } from "../payment/order-payment/balance"

export type CollectDueInput = {
  order_id: string
  /** Medusa's admin user, if one recorded the delivery. */
  captured_by?: string
}

/**
 * Finds the payment collection for the amount that is still due, and gives it this amount. Creates it if it is missing.
 * No compensation: a collection without a payment only says what is due.
 *
 * @returns null if nothing is due
 */
const prepareCollectionStep = createStep(
  "prepare-collection",
  async ({ order_id }: CollectDueInput, { container }) => {
    const { order, balance } = await readBalance(container, order_id)
    if (balance.due === 0) {
      return new StepResponse<string | null>(null)
    }
    const open = order.payment_collections?.find(({ status }) => status === PaymentCollectionStatus.NOT_PAID)
    if (!open) {
      const { result } = await createOrderPaymentCollectionWorkflow(container).run({
        input: { order_id, amount: balance.due },
      })
      return new StepResponse<string | null>(result[0].id)
    }
    if (!MathBN.eq(open.amount, balance.due)) {
      await container
        .resolve(Modules.PAYMENT)
        .updatePaymentCollections(open.id, { amount: MathBN.convert(balance.due) })
    }
    return new StepResponse<string | null>(open.id)
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

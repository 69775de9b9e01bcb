import { WorkflowManager } from "@medusajs/framework/orchestration"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  adjustInventoryLevelsStepId,
  cancelOrderFulfillmentWorkflow,
  confirmReturnReceiveWorkflow,
  createOrderFulfillmentWorkflow,
} from "@medusajs/medusa/core-flows"
import type { StockCause } from "./types"
import { withStockCause } from "./stock-cause"

type Input = { order_id?: string; return_id?: string }
type StepArguments = { container: MedusaContainer; payload: Input }
type Handler = (args: StepArguments) => Promise<unknown>

/**
 * Lets a workflow that adjusts stock levels tell the stock ledger why, also when it undoes its change.
 *
 * @param causeOf finds the cause from the workflow's input, `payload`
 */
function recordCause(
  workflow: { getName: () => string },
  causeOf: (args: StepArguments) => StockCause | Promise<StockCause>,
): void {
  const handlers = WorkflowManager.getWorkflow(workflow.getName())?.handlers_
  const step = handlers?.get(adjustInventoryLevelsStepId) as Record<string, Handler | undefined> | undefined
  for (const name of ["invoke", "compensate"]) {
    const handle = step?.[name]
    if (step && handle) {
      step[name] = async (args) => withStockCause(await causeOf(args), () => handle(args))
    }
  }
}

/** Lets a workflow that receives a return, with its id as `return_id`, tell the ledger of which order it is. */
export const recordReturns = (workflow: { getName: () => string }): void =>
  recordCause(workflow, async ({ container, payload }) => {
    const { data } = await container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "return", fields: ["order_id"], filters: { id: payload.return_id } })
    return { kind: "return", order_id: data[0]?.order_id ?? undefined }
  })

const sale = ({ payload }: StepArguments): StockCause => ({ kind: "sale", order_id: payload.order_id })

recordCause(createOrderFulfillmentWorkflow, sale)
// The flowers of a canceled fulfillment take the sale back.
recordCause(cancelOrderFulfillmentWorkflow, sale)
recordReturns(confirmReturnReceiveWorkflow)

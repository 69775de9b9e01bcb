import {
  adjustInventoryLevelsStep,
  confirmReceiveReturnValidationStep,
  createOrUpdateOrderPaymentCollectionWorkflow,
  emitEventStep,
  updateReturnItemsStep,
  updateReturnsStep,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer, OrderChangeDTO, OrderDTO, ReturnDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { recordReturns } from "../../modules/stock-ledger/core-workflows"
import { shopError } from "../../lib/errors"
import { assignmentOf, withAssignmentLock } from "../assignment/of-order"
import {
  afterReceiving,
  isReceivable,
  locationOf,
  piecesToPutBack,
  type ReceivingAction,
  type RequestedReturn,
} from "./rules/received-return"

const RETURN_FIELDS = [
  "id",
  "order_id",
  "status",
  "location_id",
  "canceled_at",
  "items.*",
  "items.item.variant.manage_inventory",
  "items.item.variant.inventory_items.inventory_item_id",
  "items.item.variant.inventory_items.required_quantity",
  "items.item.variant.inventory_items.inventory.location_levels.location_id",
]

async function readReturn(container: MedusaContainer, id: string): Promise<RequestedReturn | undefined> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "return", fields: RETURN_FIELDS, filters: { id } })
  const [found]: unknown[] = data
  return found as RequestedReturn | undefined
}

/** The return with its order and its open change, which has what staff received. */
const readReceivingStep = createStep(
  "read-receiving",
  async ({ return_id }: { return_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const requested = (await readReturn(container, return_id)) as RequestedReturn
    const [{ data: orders }, { data: changes }] = await Promise.all([
      query.graph({
        entity: "order",
        fields: ["id", "version", "canceled_at"],
        filters: { id: requested.order_id },
      }),
      query.graph({
        entity: "order_change",
        fields: ["id", "status", "actions.id", "actions.action", "actions.details"],
        filters: { return_id, status: ["pending", "requested"] },
      }),
    ])
    const change = changes.at(0) as unknown as OrderChangeDTO
    return new StepResponse({ requested, order: orders[0] as unknown as OrderDTO, change })
  },
)

/** Applies the open change of a return to its order. Medusa does not export its own step for this. */
const confirmReceivingStep = createStep(
  "confirm-receiving",
  async (
    { order_id, id, ...confirmed }: { order_id: string; id: string; confirmed_by: string },
    { container },
  ) => {
    await container.resolve(Modules.ORDER).confirmOrderChange([{ id, ...confirmed }])
    return new StepResponse(undefined, { order_id, id, ...confirmed })
  },
  async (done, { container }) => {
    if (done) {
      const { order_id, ...change } = done
      await container.resolve(Modules.ORDER).undoLastChange(order_id, { ...change, status: "pending" })
    }
  },
)

type Input = { return_id: string; confirmed_by: string }

/** Medusa's `confirm-return-receive` with other quantities; see {@link receiveReturn}. */
const receiveReturnWorkflow = createWorkflow("receive-return", (input: WorkflowData<Input>) => {
  const { requested, order, change } = readReceivingStep(input)
  confirmReceiveReturnValidationStep({
    order,
    orderReturn: transform({ requested }, ({ requested }) => requested as unknown as ReturnDTO),
    orderChange: change,
  })
  const received = transform({ requested, change }, ({ requested, change }) => {
    const actions = change.actions as unknown as ReceivingAction[]
    const { items, ...status } = afterReceiving(requested, actions)
    const changed = [{ id: requested.id, location_id: locationOf(requested), ...status }]
    return { items, changed, pieces: piecesToPutBack(requested, actions) }
  })
  updateReturnsStep(received.changed)
  updateReturnItemsStep(received.items)
  confirmReceivingStep(
    transform({ input, requested, change }, ({ input, requested, change }) => ({
      order_id: requested.order_id,
      id: change.id,
      confirmed_by: input.confirmed_by,
    })),
  )
  adjustInventoryLevelsStep(received.pieces)
  createOrUpdateOrderPaymentCollectionWorkflow.runAsStep({ input: { order_id: order.id } })
  emitEventStep({
    eventName: OrderWorkflowEvents.RETURN_RECEIVED,
    data: { order_id: order.id, return_id: input.return_id },
  })
  return new WorkflowResponse(undefined)
})
recordReturns(receiveReturnWorkflow)

/**
 * Receives the goods of a return of an order in the workshop. Medusa's own workflow puts the flowers of one line only back
 * when several lines of the return consist of the same flowers, forgets what was received before, and fails when the return
 * names no location.
 *
 * @returns false for a return that belongs to no order in the workshop
 * @throws wrong_location; Medusa's errors of a return that cannot be received
 */
export async function receiveReturn(container: MedusaContainer, input: Input): Promise<boolean> {
  const requested = await readReturn(container, input.return_id)
  const assignment = requested && (await assignmentOf(container, requested.order_id))
  if (!assignment) {
    return false
  }
  if (!isReceivable(requested)) {
    throw shopError(
      "wrong_location",
      "The location of this return keeps none of its flowers: choose another location for the return.",
    )
  }
  await withAssignmentLock(container, assignment.id, () => receiveReturnWorkflow(container).run({ input }))
  return true
}

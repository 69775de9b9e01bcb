import type { ReservationItemDTO } from "@medusajs/framework/types"
import {
  acquireLockStep,
  createOrderFulfillmentWorkflow,
  releaseLockStep,
  useQueryGraphStep,
} from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { checkStockStep } from "./steps/check-stock"
import { readOrder, type OrderFulfillment } from "./steps/order-in-workshop"
import { planFulfillmentStep } from "./steps/plan-fulfillment"

export type FulfillOrderInput = { order_id: string; created_by?: string }

/**
 * Writes the stock of an order off: creates one Medusa fulfilment for all its lines. An existing complete
 * fulfilment is kept.
 *
 * @throws out_of_stock, partly_fulfilled
 */
export const fulfillOrderWorkflow = createWorkflow(
  "fulfill-order",
  (input: WorkflowData<FulfillOrderInput>) => {
    const order = readOrder(input.order_id, "read-order-to-fulfill")
    const plan = planFulfillmentStep(order)

    const created = when("not-fulfilled-yet", { plan }, ({ plan }) => !plan.existing).then(() => {
      const { data } = useQueryGraphStep({
        entity: "reservation",
        fields: ["id", "line_item_id", "quantity", "inventory_item_id", "location_id"],
        filters: transform({ order }, ({ order }) => ({ line_item_id: order.items.map(({ id }) => id) })),
      }).config({ name: "read-reservations" })
      const reservations = transform({ data }, ({ data }) => data as unknown as ReservationItemDTO[])
      // These locks prevent another order from using the same stock between the check and the write-off.
      const keys = transform({ reservations }, ({ reservations }) =>
        [...new Set(reservations.map((reservation) => `write-off:${reservation.inventory_item_id}`))].sort(),
      )
      // This step keeps its default name: Medusa 2.21 compensates a step that is renamed within `when`
      // without its data.
      acquireLockStep({ key: keys, timeout: 15, retryInterval: 0.05, ttl: 60, executeOnSubWorkflow: true })
      checkStockStep({ order, reservations })
      const fulfillment = createOrderFulfillmentWorkflow.runAsStep({
        input: transform({ input, order, reservations }, ({ input, order, reservations }) => ({
          order_id: order.id,
          created_by: input.created_by,
          items: order.items.map(({ id, quantity }) => ({ id, quantity })),
          ...(reservations[0] ? { location_id: reservations[0].location_id } : {}),
        })),
      })
      releaseLockStep({ key: keys, executeOnSubWorkflow: true })
      return fulfillment
    })

    return new WorkflowResponse(
      transform({ plan, created }, ({ plan, created }): OrderFulfillment => {
        const { id, location_id, canceled_at, shipped_at, delivered_at } = (plan.existing ??
          created) as OrderFulfillment
        return { id, location_id, canceled_at, shipped_at, delivered_at }
      }),
    )
  },
)

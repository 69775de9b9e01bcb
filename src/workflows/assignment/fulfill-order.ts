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
import { checkProfilesStep } from "./steps/check-profiles"
import { checkStockStep } from "./steps/check-stock"
import { fulfillRestStep } from "./steps/fulfill-rest"
import { readOrder, shippingOptionOf, type OrderFulfillment } from "./steps/order-in-workshop"
import { planFulfillmentStep } from "./steps/plan-fulfillment"

export type FulfillOrderInput = { order_id: string; created_by?: string }

/**
 * Writes the stock of an order off: creates one Medusa fulfillment for all its lines, or two if some of them are not
 * shipped. Existing complete fulfillments are kept.
 *
 * @returns the main fulfillment (see {@link planFulfillmentStep})
 * @throws out_of_stock, partly_fulfilled, not_shippable
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
      checkProfilesStep(order.id)
      const fulfillment = createOrderFulfillmentWorkflow.runAsStep({
        input: transform({ input, order, plan, reservations }, ({ input, order, plan, reservations }) => ({
          order_id: input.order_id,
          shipping_option_id: shippingOptionOf(order),
          created_by: input.created_by,
          items: plan.main.map(({ id, quantity }) => ({ id, quantity })),
          ...(reservations[0] ? { location_id: reservations[0].location_id } : {}),
        })),
      })
      releaseLockStep({ key: keys, executeOnSubWorkflow: true })
      return fulfillment
    })

    const fulfillment = transform({ plan, created }, ({ plan, created }): OrderFulfillment => {
      const found = (plan.existing ?? created) as OrderFulfillment
      const { id, location_id, requires_shipping, canceled_at, shipped_at, delivered_at } = found
      return { id, location_id, requires_shipping, canceled_at, shipped_at, delivered_at }
    })
    fulfillRestStep(
      transform({ input, order, plan, fulfillment }, ({ input, order, plan, fulfillment }) => ({
        order_id: input.order_id,
        shipping_option_id: shippingOptionOf(order),
        created_by: input.created_by,
        location_id: fulfillment.location_id,
        lines: plan.rest,
      })),
    )
    return new WorkflowResponse(fulfillment)
  },
)

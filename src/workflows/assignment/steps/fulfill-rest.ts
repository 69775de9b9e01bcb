import { cancelOrderFulfillmentWorkflow, createOrderFulfillmentWorkflow } from "@medusajs/medusa/core-flows"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { OrderLine } from "./order-in-workshop"

type Input = {
  order_id: string
  created_by?: string
  location_id?: string
  shipping_option_id?: string
  lines: OrderLine[]
}

/** Creates the second fulfillment of an order, for the lines that the main one must not contain. */
export const fulfillRestStep = createStep(
  "fulfill-rest",
  async ({ lines, ...input }: Input, { container }) => {
    if (!lines.length) {
      return new StepResponse(undefined)
    }
    const { result } = await createOrderFulfillmentWorkflow(container).run({
      input: { ...input, items: lines.map(({ id, quantity }) => ({ id, quantity })) },
    })
    return new StepResponse(undefined, { order_id: input.order_id, fulfillment_id: result.id })
  },
  async (created, { container }) => {
    if (created) {
      await cancelOrderFulfillmentWorkflow(container).run({ input: created })
    }
  },
)

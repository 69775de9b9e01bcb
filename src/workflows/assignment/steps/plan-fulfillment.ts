import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import {
  activeFulfillments,
  lacksFulfillment,
  type OrderFulfillment,
  type OrderInWorkshop,
} from "./order-in-workshop"

/**
 * Finds the order's existing fulfilment. Staff may have created it in Medusa's admin.
 *
 * @throws partly_fulfilled if it covers only some lines, or if there are several; staff must resolve this
 */
export const planFulfillmentStep = createStep("plan-fulfillment", async (order: OrderInWorkshop) => {
  const active = activeFulfillments(order)
  const missing = lacksFulfillment(order)
  if (active.length > 1 || (active.length === 1 && missing)) {
    throw shopError(
      "partly_fulfilled",
      "The order is partly fulfilled in Medusa's admin: cancel that fulfilment there first.",
    )
  }
  const plan: { existing: OrderFulfillment | null } = { existing: active[0] ?? null }
  return new StepResponse(plan)
})

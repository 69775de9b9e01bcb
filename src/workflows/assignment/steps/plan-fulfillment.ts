import { MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { activeFulfillments, type OrderFulfillment, type OrderInWorkshop } from "./order-in-workshop"

/**
 * Finds the order's fulfilment if it has one: staff may have fulfilled it in Medusa's admin, and that is as good.
 *
 * @throws partly_fulfilled when only some lines are, or in several pieces: that is for a person to finish
 */
export const planFulfillmentStep = createStep("plan-fulfillment", async (order: OrderInWorkshop) => {
  const active = activeFulfillments(order)
  const missing = order.items.some((item) => MathBN.lt(item.detail.fulfilled_quantity ?? 0, item.quantity))
  if (active.length > 1 || (active.length === 1 && missing)) {
    throw shopError(
      "partly_fulfilled",
      "The order was fulfilled in part in Medusa's admin: cancel that fulfilment there first.",
    )
  }
  const plan: { existing: OrderFulfillment | null } = { existing: active[0] ?? null }
  return new StepResponse(plan)
})

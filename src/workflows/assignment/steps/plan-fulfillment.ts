import { MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { refuse } from "./refuse"
import {
  activeFulfillments,
  isBegun,
  type OrderFulfillment,
  type OrderInWorkshop,
  type OrderLine,
} from "./order-in-workshop"

/**
 * Medusa puts lines that are shipped and lines that are not into separate fulfillments. The main one has the lines that
 * are shipped; without such lines it has the others.
 */
export type FulfillmentPlan = {
  /** The existing main fulfillment; null if it must be created with the lines in `main`. */
  existing: OrderFulfillment | null
  main: OrderLine[]
  /** The lines for a second fulfillment; empty if it exists or is not necessary. */
  rest: OrderLine[]
}

const isFulfilled = ({ detail, quantity }: OrderLine) => MathBN.gte(detail.fulfilled_quantity ?? 0, quantity)

/** @throws partly_fulfilled if only some of the lines are fulfilled; staff must resolve this */
function missing(lines: OrderLine[]): OrderLine[] {
  const open = lines.filter((line) => !isFulfilled(line))
  if (open.length && lines.some(isBegun)) {
    throw shopError(
      "partly_fulfilled",
      "The order is partly fulfilled in Medusa's admin: cancel that fulfillment there first.",
    )
  }
  return open
}

/**
 * Finds out what is still to be fulfilled. Staff may have created fulfillments in Medusa's admin.
 *
 * @throws partly_fulfilled; too_late if nothing is left to make, because staff canceled the exchange or the claim
 */
export const planFulfillmentStep = createStep("plan-fulfillment", async (order: OrderInWorkshop) => {
  const lines = order.items.filter(({ quantity }) => MathBN.gt(quantity, 0))
  if (!lines.length) {
    throw refuse("too_late")
  }
  const shipped = lines.filter((line) => line.requires_shipping)
  const other = lines.filter((line) => !line.requires_shipping)
  const [main, rest] = (shipped.length ? [shipped, other] : [other, []]).map(missing)
  const active = activeFulfillments(order)
  const existing = active.find((one) => one.requires_shipping) ?? active.at(0) ?? null
  const plan: FulfillmentPlan = { existing: main.length ? null : existing, main, rest }
  return new StepResponse(plan)
})

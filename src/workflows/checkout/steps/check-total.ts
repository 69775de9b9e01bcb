import type { BigNumberInput } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"

type Totals = {
  total: BigNumberInput
  raw_total: BigNumberInput
  payment_collection?: { id: string; payment_sessions?: ({ id: string } | null)[] | null } | null
}

type Input = {
  cart_id: string
  expected_total?: number
  /** Current totals, if an earlier step has read them. */
  known: Totals | null
}

/**
 * Returns the cart's total at current prices.
 *
 * @throws total_changed if the shopper has seen a different total
 */
export const checkTotalStep = createStep("check-total", async (input: Input, { container }) => {
  const read = async () => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const fields = ["total", "raw_total", "payment_collection.id", "payment_collection.payment_sessions.id"]
    const { data } = await query.graph({ entity: "cart", fields, filters: { id: input.cart_id } })
    const [found]: unknown[] = data
    return found as Totals
  }
  const cart = input.known ?? (await read())
  const total = MathBN.convert(cart.total).toNumber()
  if (input.expected_total !== undefined && input.expected_total !== total) {
    throw shopError("total_changed", `The total has changed: it is ${total} now.`)
  }
  return new StepResponse({
    total,
    raw_total: cart.raw_total,
    payment_collection_id: cart.payment_collection?.id ?? null,
    has_session: Boolean(cart.payment_collection?.payment_sessions?.length),
  })
})

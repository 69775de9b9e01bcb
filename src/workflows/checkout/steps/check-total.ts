import type { BigNumberInput } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { payable, toUnits } from "../../../lib/money"

type Totals = {
  raw_total: BigNumberInput
  currency_code: string
  payment_collection?: { id: string; payment_sessions?: ({ id: string } | null)[] | null } | null
}

type Input = {
  cart_id: string
  /** The total that the shopper has seen, in the main unit of the cart's currency. */
  expected_total?: number
  /** Current totals, if an earlier step has read them. */
  known: Totals | null
}

/**
 * Returns the cart's total at current prices, rounded to the amount to pay.
 *
 * @throws total_changed if the shopper has seen a different total
 */
export const checkTotalStep = createStep("check-total", async (input: Input, { container }) => {
  const read = async () => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const fields = [
      "currency_code",
      "total",
      "raw_total",
      "payment_collection.id",
      "payment_collection.payment_sessions.id",
    ]
    const { data } = await query.graph({ entity: "cart", fields, filters: { id: input.cart_id } })
    const [found]: unknown[] = data
    return found as Totals
  }
  const cart = input.known ?? (await read())
  const { raw_total, currency_code: currency } = cart
  const total = payable(raw_total, currency)
  const { expected_total: expected } = input
  if (expected !== undefined && toUnits(expected, currency) !== toUnits(total, currency)) {
    throw shopError("total_changed", `The total has changed: it is ${total} now.`)
  }
  return new StepResponse({
    total,
    payment_collection_id: cart.payment_collection?.id ?? null,
    has_session: Boolean(cart.payment_collection?.payment_sessions?.length),
  })
})

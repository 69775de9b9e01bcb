import type { BigNumberInput } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"

type PricedCart = { total: BigNumberInput; payment_collection?: { id: string } | null }

/** The cart's total at today's prices. Throws total_changed when the shopper has seen another. */
export const checkTotalStep = createStep(
  "check-total",
  async (input: { cart_id: string; expected_total?: number }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "cart",
      fields: ["total", "payment_collection.id"],
      filters: { id: input.cart_id },
    })
    const [found]: unknown[] = data
    const cart = found as PricedCart
    const total = MathBN.convert(cart.total).toNumber()
    if (input.expected_total !== undefined && input.expected_total !== total) {
      throw shopError("total_changed", `The total has changed: it is ${total} now.`)
    }
    return new StepResponse({
      total,
      payment_collection_id: cart.payment_collection?.id ?? null,
    })
  },
)

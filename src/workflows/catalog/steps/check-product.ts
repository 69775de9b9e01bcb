import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"

/**
 * Checks that the product exists.
 *
 * @throws not_found
 */
export const checkProductStep = createStep("check-product", async ({ id }: { id: string }, { container }) => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "product", fields: ["id"], filters: { id } })
  if (!data[0]) {
    throw shopError("not_found", "There is no such product.", MedusaError.Types.NOT_FOUND)
  }
  return new StepResponse(undefined)
})

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../../lib/as-error"
import { errorCode } from "../../lib/errors"
import type { AssignmentRecord } from "../../modules/workshop/types"
import { fulfillOrderWorkflow } from "../assignment/fulfill-order"
import { cancelFulfillments } from "../assignment/steps/cancel-fulfillment"
import {
  activeFulfillments,
  lacksFulfillment,
  readOrderInWorkshop,
} from "../assignment/steps/order-in-workshop"

export type WrittenOff = {
  /** The order's fulfillment; null if the stock is not written off. */
  fulfillment_id: string | null
  /** Why the stock is not written off, such as out_of_stock. The job repair-acceptances tries again. */
  problem?: string
}

/**
 * Writes the stock of all lines of an edited order off. Fulfillments that cover only the former lines are canceled first.
 * Does nothing if they already cover all lines. Call it while the assignment is locked.
 */
export async function writeOffAgain(
  container: MedusaContainer,
  { order_id: orderId, fulfillment_id: known }: Pick<AssignmentRecord, "order_id" | "fulfillment_id">,
): Promise<WrittenOff> {
  const order = await readOrderInWorkshop(container, orderId)
  const [active] = activeFulfillments(order)
  if (active && !lacksFulfillment(order)) {
    return { fulfillment_id: known ?? active.id }
  }
  try {
    await cancelFulfillments(container, order)
    const { result } = await fulfillOrderWorkflow(container).run({ input: { order_id: orderId } })
    return { fulfillment_id: result.id }
  } catch (error) {
    const problem = errorCode(error) ?? asError(error).message
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`the stock of the edited order ${orderId} is not written off: ${problem}`)
    return { fulfillment_id: null, problem }
  }
}

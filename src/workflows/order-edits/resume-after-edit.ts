import type { MedusaContainer } from "@medusajs/framework/types"
import { errorCode } from "../../lib/errors"
import { assignmentOf } from "../assignment/of-order"
import { repairAcceptanceWorkflow } from "../assignment/repair-acceptance"

/** Writes the stock of an order off again whose edit was canceled. Idempotent. */
export async function resumeAfterEdit(container: MedusaContainer, orderId: string): Promise<void> {
  const assignment = await assignmentOf(container, orderId)
  if (!assignment) {
    return
  }
  try {
    await repairAcceptanceWorkflow(container).run({ input: { assignment_id: assignment.id } })
  } catch (error) {
    // No florist had the order, or its stock is already written off.
    if (errorCode(error) !== "too_late") {
      throw error
    }
  }
}

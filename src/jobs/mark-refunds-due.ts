import type { MedusaContainer } from "@medusajs/framework/types"
import { markRefundsDueWorkflow } from "../workflows/payment/mark-refunds-due"

/** Money of canceled orders that is still with the shop is shown to staff, also when the event was lost. */
export default async function markRefundsDue(container: MedusaContainer): Promise<void> {
  await markRefundsDueWorkflow(container).run({ input: {} })
}

export const config = { name: "mark-refunds-due", schedule: "*/15 * * * *" }

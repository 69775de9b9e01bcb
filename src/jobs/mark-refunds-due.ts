import type { MedusaContainer } from "@medusajs/framework/types"
import { markRefundsDueWorkflow } from "../workflows/payment/settlement/mark-refunds-due"

/** Sweep: marks refunds due for canceled orders whose money was not returned. Covers lost events. */
export default async function markRefundsDue(container: MedusaContainer): Promise<void> {
  await markRefundsDueWorkflow(container).run({ input: {} })
}

export const config = { name: "mark-refunds-due", schedule: "*/15 * * * *" }

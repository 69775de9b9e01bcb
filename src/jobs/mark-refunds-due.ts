import type { MedusaContainer } from "@medusajs/framework/types"
import { markRefundsDue } from "../workflows/payment/settlement/mark-refunds-due"

/** Sweep: marks refunds due for canceled orders whose money was not returned. Covers lost events. */
export default async function sweepRefundsDue(container: MedusaContainer): Promise<void> {
  await markRefundsDue(container)
}

export const config = { name: "mark-refunds-due", schedule: "*/15 * * * *" }

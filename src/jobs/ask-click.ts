import type { MedusaContainer } from "@medusajs/framework/types"
import { askClickUnfinishedWorkflow } from "../workflows/payment/click/ask-unfinished"
import { submitClickReceiptsWorkflow } from "../workflows/payment/click/submit-receipts"

/** Sweep: queries Click about unfinished payments and sends the fiscal receipts that are still due. */
export default async function askClick(container: MedusaContainer): Promise<void> {
  await askClickUnfinishedWorkflow(container).run()
  await submitClickReceiptsWorkflow(container).run()
}

export const config = { name: "ask-click", schedule: "28 * * * * *" }

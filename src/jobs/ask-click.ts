import type { MedusaContainer } from "@medusajs/framework/types"
import { askClickUnfinishedWorkflow } from "../workflows/payment/click/ask-unfinished"
import { submitClickReceiptsWorkflow } from "../workflows/payment/click/submit-receipts"

/** What Click left unfinished is asked about, and what it does not know yet of receipts is told. */
export default async function askClick(container: MedusaContainer): Promise<void> {
  await askClickUnfinishedWorkflow(container).run()
  await submitClickReceiptsWorkflow(container).run()
}

export const config = { name: "ask-click", schedule: "28 * * * * *" }

import type { MedusaContainer } from "@medusajs/framework/types"
import { askClickUnfinishedWorkflow } from "../workflows/payment/click/ask-unfinished"
import { tellClickReceiptsWorkflow } from "../workflows/payment/click/tell-receipts"

/** What Click left unfinished is asked about, and what it does not know yet of receipts is told. */
export default async function askClick(container: MedusaContainer): Promise<void> {
  await askClickUnfinishedWorkflow(container).run()
  await tellClickReceiptsWorkflow(container).run()
}

export const config = { name: "ask-click", schedule: "28 * * * * *" }

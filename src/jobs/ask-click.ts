import type { MedusaContainer } from "@medusajs/framework/types"
import { askClickUnfinished } from "../workflows/payment/click/ask-unfinished"
import { submitClickReceipts } from "../workflows/payment/click/submit-receipts"

/** Sweep: queries Click about unfinished payments and sends the fiscal receipts that are still due. */
export default async function askClick(container: MedusaContainer): Promise<void> {
  await askClickUnfinished(container)
  await submitClickReceipts(container)
}

export const config = { name: "ask-click", schedule: "28 * * * * *" }

import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import type StockCountingService from "../../modules/stock-ledger/counting-service"
import type { CountRefusal } from "../../modules/stock-ledger/types"
import { ledgerOf } from "../stock/change-stock"

export type CountRecord = Awaited<ReturnType<StockCountingService["retrieveStockCount"]>>

const SENTENCES: Record<CountRefusal, string> = {
  count_not_found: "The count does not exist.",
  count_waiting: "The correction of this count waits for a second person.",
  count_closed: "This count is closed already.",
  count_canceled: "This count is canceled.",
  count_changed: "Others are counting at this moment. Close the count again.",
}

export const countError = (refusal: CountRefusal) =>
  shopError(
    refusal,
    SENTENCES[refusal],
    refusal === "count_not_found" ? MedusaError.Types.NOT_FOUND : MedusaError.Types.NOT_ALLOWED,
  )

/** @throws count_not_found */
export async function countOf(container: MedusaContainer, id: string): Promise<CountRecord> {
  const [found] = await ledgerOf(container).listStockCounts({ id }, { take: 1 })
  if (!found) {
    throw countError("count_not_found")
  }
  return found
}

/** The counts that have not ended: at most one of each location. */
export const openCounts = (container: MedusaContainer): Promise<CountRecord[]> =>
  ledgerOf(container).listStockCounts(
    { status: ["open", "waiting"] },
    { take: null, order: { created_at: "ASC" } },
  )

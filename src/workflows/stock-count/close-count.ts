import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import type { ClosedCount } from "../../modules/stock-ledger/types"
import { changeStock, ledgerOf, StockTooLowError } from "../stock/change-stock"
import { namePlaces } from "../stock/names"
import { checkStockRole, type StockPerson } from "../stock/person"
import { approvalLimits, KEEPERS } from "../stock/record-document"
import { countError, countOf } from "./count-of"

/** Maximum number of items that differ. */
const MOST_DIFFERENCES = 2000

/** How often closing is tried again when somebody counts at this moment. */
const ATTEMPTS = 5

/** A correction that would make the stock of an item negative. */
export class CountTooLowError extends MedusaError {
  constructor(
    readonly inventory_item_id: string,
    readonly item_title: string,
  ) {
    super(
      MedusaError.Types.NOT_ALLOWED,
      `There are now fewer pieces of ${item_title} than the count takes away: count this item again. Nothing was changed.`,
      "count_too_low",
    )
  }
}

/**
 * Closes a count: the differences of its items change the stock in one correction. They are relative to the books at the moment of
 * counting, so what was sold or received meanwhile stays. Items that nobody counted do not change. A large correction waits for a
 * second person. A repeated call changes nothing and returns the same.
 *
 * @throws not_allowed, count_not_found, count_canceled, count_changed, too_many_differences, {@link CountTooLowError}
 */
export async function closeCount(
  container: MedusaContainer,
  person: StockPerson,
  id: string,
): Promise<ClosedCount> {
  checkStockRole(person, KEEPERS)
  const count = await countOf(container, id)
  for (let left = ATTEMPTS; left > 0; left -= 1) {
    const outcome = await tryToClose(container, person, count)
    if (!("refusal" in outcome)) {
      return outcome
    }
    if (outcome.refusal !== "count_changed") {
      throw countError(outcome.refusal)
    }
  }
  throw countError("count_changed")
}

async function tryToClose(
  container: MedusaContainer,
  { actor, member_id }: StockPerson,
  count: { id: string; location_id: string },
) {
  const ledger = ledgerOf(container)
  const lines = await ledger.linesOfCount(count)
  if (lines.length > MOST_DIFFERENCES) {
    throw shopError(
      "too_many_differences",
      `More than ${MOST_DIFFERENCES} items differ. Count one category after the other.`,
      MedusaError.Types.INVALID_DATA,
    )
  }
  const close = () =>
    ledger.close(count.id, { ...actor, member_id, lines, limits: approvalLimits(container) })
  if (!lines.length) {
    return close()
  }
  try {
    return await changeStock(container, lines, close)
  } catch (error) {
    throw error instanceof StockTooLowError ? await tooLow(container, error) : error
  }
}

async function tooLow(container: MedusaContainer, { inventory_item_id: id }: StockTooLowError) {
  const placeOf = await namePlaces(container, [{ inventory_item_id: id }])
  const { item_title, sku } = placeOf({ inventory_item_id: id })
  return new CountTooLowError(id, item_title ?? sku ?? id)
}

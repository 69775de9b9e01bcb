import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { readPromotionUse, type PromotionUse } from "../../medusa-sql/promotion-use"

/** Lock times in s. */
const LOCK = { timeout: 15, expire: 60 }

/**
 * Gives back what an order used of its promotions: uses, campaign budgets, and the uses of its customer. Core counts
 * them when the order is placed, and does not give them back when the order is canceled. Call it once for each order.
 *
 * @returns what was given back; undefined if the order used nothing
 */
export async function returnPromotions(
  container: MedusaContainer,
  orderId: string,
): Promise<PromotionUse | undefined> {
  const use = await readPromotionUse(container, orderId)
  if (!use?.discounts.length) {
    return undefined
  }
  await locked(container, use, () =>
    container.resolve(Modules.PROMOTION).revertUsage(use.discounts, contextOf(use)),
  )
  return use
}

/** Undoes {@link returnPromotions}. */
export async function takePromotionsAgain(container: MedusaContainer, use: PromotionUse): Promise<void> {
  await container.resolve(Modules.PROMOTION).registerUsage(use.discounts, contextOf(use))
}

const contextOf = ({ customer_id, customer_email }: PromotionUse) => ({ customer_id, customer_email })

/** Core reads and writes the counters without a lock, so that of two orders canceled at once one would not count. */
function locked(
  container: MedusaContainer,
  { discounts }: PromotionUse,
  act: () => Promise<void>,
): Promise<void> {
  const keys = [...new Set(discounts.map(({ code }) => `promotion:${code}`))].sort()
  return container.resolve(Modules.LOCKING).execute(keys, act, LOCK)
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { readPromotionUse, returnOnce } from "../../medusa-sql/promotion-use"

/** Lock times in s. */
const LOCK = { timeout: 15, expire: 60 }

/**
 * Gives back what an order used of its promotions: uses, campaign budgets, and the uses of its customer. Core counts
 * them when the order is placed, and does not give them back when the order is canceled. A repeated call does nothing.
 *
 * Core changes the counters without a lock, so of two orders canceled at once one would not count: this function locks
 * the promotions.
 */
export async function returnPromotions(container: MedusaContainer, orderId: string): Promise<void> {
  const use = await readPromotionUse(container, orderId)
  if (!use?.discounts.length) {
    return
  }
  const { discounts, ...customer } = use
  const keys = [...new Set(discounts.map(({ code }) => `promotion:${code}`))].sort()
  await container
    .resolve(Modules.LOCKING)
    .execute(
      keys,
      () =>
        returnOnce(container, orderId, (promotion, context) =>
          promotion.revertUsage(discounts, customer, context),
        ),
      LOCK,
    )
}

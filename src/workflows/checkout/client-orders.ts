import type { MedusaContainer } from "@medusajs/framework/types"
import { RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible"
import { shopError } from "../../lib/errors"
import { rateLimiter } from "../../lib/rate-limiter"
import { storeClient } from "../../lib/store-client"
import { isKnownBuyer } from "../hold/known-buyer"
import { limitsOf } from "../settings"

const HOUR_SECONDS = 60 * 60

let limiter: RateLimiterAbstract | undefined

const limiterOf = (container: MedusaContainer, points: number) =>
  (limiter ??= rateLimiter(container, { name: "guest-orders", points, seconds: HOUR_SECONDS }))

/** An order that was counted: its client's address, and as how many orders it counts. */
export type ClientOrder = { client: string; points: number }

/**
 * Counts an order that an unknown buyer places over the Store API. An order above the value that the cart may hold counts
 * several times, because an unpaid order reserves its stock until it expires. The address is not stored.
 *
 * @param buyer `total` in the main unit of the currency
 * @returns for {@link uncountClientOrder}; undefined when the order is not limited
 * @throws too_many_orders
 */
export async function countClientOrder(
  container: MedusaContainer,
  buyer: { customer_id: string | null; has_account: boolean; total: number },
): Promise<ClientOrder | undefined> {
  const client = storeClient()
  const { guestOrdersPerHour: most, guestHoldValue: value } = limitsOf(container)
  if (!client || !most || (await isKnownBuyer(container, buyer))) {
    return undefined
  }
  const points = value ? Math.min(most, Math.max(1, Math.ceil(buyer.total / value))) : 1
  try {
    await limiterOf(container, most).consume(client, points)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) {
      throw refusal
    }
    throw shopError(
      "too_many_orders",
      "Too many orders from this address in one hour: try again later, or call the shop.",
    )
  }
  return { client, points }
}

/** Takes back the count of an order that was not placed. */
export async function uncountClientOrder(
  container: MedusaContainer,
  counted: ClientOrder | undefined,
): Promise<void> {
  if (counted) {
    await limiterOf(container, limitsOf(container).guestOrdersPerHour).reward(counted.client, counted.points)
  }
}

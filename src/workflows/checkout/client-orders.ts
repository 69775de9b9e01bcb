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

/**
 * Counts an order that an unknown buyer places over the Store API. The address is not stored.
 *
 * @returns the counted address, for {@link uncountClientOrder}; undefined when the order is not limited
 * @throws too_many_orders
 */
export async function countClientOrder(
  container: MedusaContainer,
  buyer: { customer_id: string | null; has_account: boolean },
): Promise<string | undefined> {
  const client = storeClient()
  const points = limitsOf(container).guestOrdersPerHour
  if (!client || !points || (await isKnownBuyer(container, buyer))) {
    return undefined
  }
  try {
    await limiterOf(container, points).consume(client)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) {
      throw refusal
    }
    throw shopError(
      "too_many_orders",
      "Too many orders from this address in one hour: try again later, or call the shop.",
    )
  }
  return client
}

/** Takes back the count of an order that was not placed. */
export async function uncountClientOrder(
  container: MedusaContainer,
  client: string | undefined,
): Promise<void> {
  const points = limitsOf(container).guestOrdersPerHour
  if (client && points) {
    await limiterOf(container, points).reward(client)
  }
}

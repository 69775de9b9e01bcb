import type { MedusaContainer } from "@medusajs/framework/types"
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RLWrapperTimeouts,
  type RateLimiterAbstract,
} from "rate-limiter-flexible"
import { redisOf } from "./redis"

/** Counting must not hold up what it counts, in ms: a Redis that hangs is done without. */
const COUNTS_WITHIN_MS = 200

/**
 * Counts what someone does in a span of time: in Redis, so that all processes count together, and while Redis is
 * out of reach (or where there is none) in this process.
 *
 * @param limit `name` tells the counts of different limits apart; `points` so many, in `seconds`
 * @example await limiter.consume(key) // rejects with a RateLimiterRes when it is too much
 */
export function rateLimiter(
  container: MedusaContainer,
  limit: { name: string; points: number; seconds: number },
): RateLimiterAbstract {
  const options = { keyPrefix: `guldasta:limit:${limit.name}`, points: limit.points, duration: limit.seconds }
  const inMemory = new RateLimiterMemory(options)
  const redis = redisOf(container)
  if (!redis) {
    return inMemory
  }
  const inRedis = new RateLimiterRedis({
    ...options,
    storeClient: redis,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
  })
  return new RLWrapperTimeouts({ limiter: inRedis, timeoutMs: COUNTS_WITHIN_MS, insuranceLimiter: inMemory })
}

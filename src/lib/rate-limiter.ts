import type { MedusaContainer } from "@medusajs/framework/types"
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RLWrapperTimeouts,
  type RateLimiterAbstract,
} from "rate-limiter-flexible"
import { redisOf } from "./redis"

/**
 * Timeout of a count in Redis, in ms. After it the limiter counts in this process, so that a slow Redis
 * blocks no requests.
 */
const COUNTS_WITHIN_MS = 200

/**
 * Creates a rate limiter. It counts in Redis, shared by all processes. Without Redis, or while Redis is
 * unreachable, it counts in this process.
 *
 * @param limit `name` separates the counts of different limits; `points` is the maximum in `seconds`
 * @example await limiter.consume(key) // rejects with a RateLimiterRes over the limit
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

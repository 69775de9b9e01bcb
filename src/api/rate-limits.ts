import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible"
import { refusedRequests } from "../metrics"
import { rateLimiter } from "../lib/rate-limiter"
import { operationSettingsOf } from "../workflows/settings"
import { clientAddress, countedAddress } from "./client-address"

const MINUTE = 60

/** The doors of the shop, each with the setting that says how many may come through in a minute. */
const PLACES = {
  auth: "authRequestsPerMinute",
  store: "storeRequestsPerMinute",
  hooks: "hookRequestsPerMinute",
} as const

type Place = keyof typeof PLACES

/** No one address can wear out the shop, guess passwords or flood the webhooks; it is told when to come again. */
export const rateLimits: MiddlewareRoute[] = [
  { matcher: "/auth", middlewares: [limitRequests("auth")] },
  { matcher: "/store", middlewares: [limitRequests("store")] },
  { matcher: "/hooks", middlewares: [limitRequests("hooks")] },
]

function limitRequests(place: Place) {
  let limiter: RateLimiterAbstract | undefined
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const settings = operationSettingsOf(req.scope)
    const points = settings[PLACES[place]]
    if (points === 0) {
      return next()
    }
    limiter ??= rateLimiter(req.scope, { name: place, points, seconds: MINUTE })
    const forwardedFor = req.get("x-forwarded-for")
    const address = clientAddress(req.socket.remoteAddress, forwardedFor, settings.trustedProxies)
    await count({ limiter, place, who: countedAddress(address) }, res, next)
  }
}

/** So many bills of one order go into people's Click apps, in so many seconds. */
const BILLS = { name: "bills", points: 5, seconds: 15 * MINUTE }

/** A bill is a message to whoever's phone is told: nobody can flood strangers with the bills of an order of theirs. */
export function limitBills() {
  let limiter: RateLimiterAbstract | undefined
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    limiter ??= rateLimiter(req.scope, BILLS)
    await count({ limiter, place: BILLS.name, who: req.params.id }, res, next)
  }
}

async function count(
  { limiter, place, who }: { limiter: RateLimiterAbstract; place: string; who: string },
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  try {
    await limiter.consume(who)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) {
      throw refusal
    }
    refusedRequests.inc({ place })
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    res.set("Retry-After", String(seconds)).status(429)
    res.json({ code: "too_many_requests", message: `Too many requests: try again in ${seconds} s.` })
    return
  }
  next()
}

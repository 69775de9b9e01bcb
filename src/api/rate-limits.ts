import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible"
import { refusedRequests } from "../metrics"
import { rateLimiter } from "../lib/rate-limiter"
import { asStoreClient } from "../lib/store-client"
import { operationSettingsOf } from "../workflows/settings"
import { servesAllChannels } from "../workflows/shop-scope"
import { clientAddress, countedAddress } from "./client-address"
import { isOwnRoute } from "./own-routes"

const MINUTE = 60

/** Rate-limited route groups, each with the setting of its requests per minute. */
const PLACES = {
  auth: "authRequestsPerMinute",
  store: "storeRequestsPerMinute",
  hooks: "hookRequestsPerMinute",
} as const

type Place = keyof typeof PLACES

/** A store that serves other sales channels too has no limit on its other routes. */
function isLimited(req: MedusaRequest): boolean {
  return servesAllChannels(req.scope) || isOwnRoute(req)
}

/**
 * Rate limits per client address, against overload, password guessing and webhook floods. The answer contains
 * the time to retry. They apply to Medusa's own routes too when the shop serves all sales channels.
 */
export const rateLimits: MiddlewareRoute[] = [
  { matcher: "/store", middlewares: [rememberClient] },
  { matcher: "/auth", middlewares: [limitRequests("auth")] },
  { matcher: "/store", middlewares: [limitRequests("store")] },
  { matcher: "/hooks", middlewares: [limitRequests("hooks")] },
]

function limitRequests(place: Place) {
  let limiter: RateLimiterAbstract | undefined
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const settings = operationSettingsOf(req.scope)
    const points = settings[PLACES[place]]
    if (points === 0 || !isLimited(req)) {
      return next()
    }
    limiter ??= rateLimiter(req.scope, { name: place, points, seconds: MINUTE })
    await count({ limiter, place, who: clientOf(req) }, res, next)
  }
}

function clientOf(req: MedusaRequest): string {
  const { trustedProxies } = operationSettingsOf(req.scope)
  return countedAddress(clientAddress(req.socket.remoteAddress, req.get("x-forwarded-for"), trustedProxies))
}

/** Lets the limits of holds and orders know the client; see {@link asStoreClient}. */
function rememberClient(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  asStoreClient(clientOf(req), next)
}

/** Limit of Click invoices per order. */
const BILLS = { name: "bills", points: 5, seconds: 15 * MINUTE }

/**
 * Middleware that limits the Click invoices of one order. A client chooses the phone number of an invoice, so
 * the limit protects strangers from many messages.
 */
export function limitBills() {
  let limiter: RateLimiterAbstract | undefined
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    limiter ??= rateLimiter(req.scope, BILLS)
    await count({ limiter, place: BILLS.name, who: req.params.id }, res, next)
  }
}

/** Counts a request, and answers 429 with the time to retry over the limit. */
export async function count(
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

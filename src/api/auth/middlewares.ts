import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { RateLimiterAbstract } from "rate-limiter-flexible"
import { shopError } from "../../lib/errors"
import { passwordProblem } from "../../lib/passwords"
import { rateLimiter } from "../../lib/rate-limiter"
import { operationSettingsOf } from "../../workflows/settings"
import { servesAllChannels } from "../../workflows/shop-scope"
import { clientAddress } from "../client-address"
import { count } from "../rate-limits"

/** Failed logins of one account, whatever their address. A success clears the count. */
const LOGINS = { name: "logins", points: 10, seconds: 15 * 60 }

/** Reads only what the checks need. Medusa's providers check the rest. */
const Credentials = z.object({ email: z.string(), password: z.string() }).partial().catch({})

const credentialsOf = (req: MedusaRequest) => Credentials.parse(req.body)

function addressOf(req: MedusaRequest): string {
  const { trustedProxies } = operationSettingsOf(req.scope)
  return clientAddress(req.socket.remoteAddress, req.get("x-forwarded-for"), trustedProxies)
}

/** Limits the failed logins of an account, and logs each refused login with the client's address. */
function guardLogin() {
  let limiter: RateLimiterAbstract | undefined
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const { email } = credentialsOf(req)
    const { actor_type: actor, auth_provider: provider } = req.params
    if (provider !== "emailpass" || !email || !servesAllChannels(req.scope)) {
      return next()
    }
    const logins = (limiter ??= rateLimiter(req.scope, LOGINS))
    const account = `${actor} ${email.trim().toLowerCase()}`
    res.once("finish", () => {
      if (res.statusCode < 300) {
        void logins.delete(account).catch(() => undefined)
      } else {
        const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
        logger.warn(`auth: refused a login (${actor}, status ${res.statusCode}) from ${addressOf(req)}`)
      }
    })
    await count({ limiter: logins, place: LOGINS.name, who: account }, res, next)
  }
}

/** Medusa's routes that set a password. */
const SETS_PASSWORD = /^\/auth\/([^/]+)\/emailpass\/(register|update)\/?$/i

/**
 * Refuses short and common passwords. It runs before Medusa's own middlewares of these routes, because a token that resets a
 * password works once.
 *
 * @throws weak_password
 */
function checkPassword(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const { email, password } = credentialsOf(req)
  const [, actor] = SETS_PASSWORD.exec(`${req.baseUrl}${req.path}`) ?? []
  if (actor && password !== undefined && servesAllChannels(req.scope)) {
    const problem = passwordProblem(password, actor.toLowerCase() === "user" ? "user" : "customer", email)
    if (problem) {
      throw shopError("weak_password", problem, MedusaError.Types.INVALID_DATA)
    }
  }
  next()
}

/** Middlewares of Medusa's routes for logins and passwords. In a host store they do nothing. */
export const authMiddlewares: MiddlewareRoute[] = [
  { matcher: "/auth/:actor_type/:auth_provider", methods: ["POST"], middlewares: [guardLogin()] },
  { matcher: "/auth", middlewares: [checkPassword] },
]

import { createHash } from "node:crypto"
import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { RateLimiterAbstract } from "rate-limiter-flexible"
import { asError } from "../../lib/as-error"
import { shopError } from "../../lib/errors"
import { passwordProblem } from "../../lib/passwords"
import { rateLimiter } from "../../lib/rate-limiter"
import { operationSettingsOf } from "../../workflows/settings"
import { servesAllChannels } from "../../workflows/shop-scope"
import { clientAddress, countedAddress } from "../client-address"
import { count } from "../rate-limits"

/** Failed logins of one e-mail, whatever their address and actor type. A success clears the count. */
const LOGINS = { name: "logins", points: 10, seconds: 15 * 60 }

/**
 * How long an address is known after a login. Its failed logins are counted apart, so that a stranger cannot lock the person
 * out.
 */
const KNOWN = { name: "known-logins", points: 1, seconds: 14 * 24 * 60 * 60 }

/** Types of logins that the log names. A request may have any text as its actor type. */
const ACTORS = ["user", "customer"]

/** Reads only what the checks need. Medusa's providers check the rest. */
const text = z.string().optional().catch(undefined)
const Credentials = z.object({ email: text, password: text }).catch({})

const credentialsOf = (req: MedusaRequest) => Credentials.parse(req.body)

function addressOf(req: MedusaRequest): string {
  const { trustedProxies } = operationSettingsOf(req.scope)
  return clientAddress(req.socket.remoteAddress, req.get("x-forwarded-for"), trustedProxies)
}

/** Key of an account's count: of one length, and no e-mail in Redis. Medusa finds a password by its e-mail only. */
const accountOf = (email: string) => createHash("sha256").update(email.trim().toLowerCase()).digest("hex")

/** Limits the failed logins of an account, and logs each refused login with the client's address. */
function guardLogin() {
  let limiters: { logins: RateLimiterAbstract; known: RateLimiterAbstract } | undefined
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const { email } = credentialsOf(req)
    const { actor_type: actor, auth_provider: provider } = req.params
    if (provider !== "emailpass" || !email || !servesAllChannels(req.scope)) {
      return next()
    }
    const { logins, known } = (limiters ??= {
      logins: rateLimiter(req.scope, LOGINS),
      known: rateLimiter(req.scope, KNOWN),
    })
    const account = accountOf(email)
    const here = `${account} ${countedAddress(addressOf(req))}`
    const who = (await known.get(here)) ? here : account
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
    res.once("finish", () => {
      if (res.statusCode < 300) {
        void Promise.all([logins.delete(who), known.set(here, 1, KNOWN.seconds)]).catch((error: unknown) =>
          logger.warn(`auth: the count of failed logins was not cleared: ${asError(error).message}`),
        )
      } else {
        const kind = ACTORS.includes(actor) ? actor : "unknown"
        logger.warn(`auth: refused a login (${kind}, status ${res.statusCode}) from ${addressOf(req)}`)
      }
    })
    await count({ limiter: logins, place: LOGINS.name, who }, res, next)
  }
}

/** Medusa's routes that set a password, for any provider: a path may have its name with percent escapes. */
const SETS_PASSWORD = /^\/auth\/([^/]+)\/[^/]+\/(register|update)\/?$/i

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
    const problem = passwordProblem(password, actor.toLowerCase() === "customer" ? "customer" : "user", email)
    if (problem) {
      throw shopError("weak_password", problem, MedusaError.Types.INVALID_DATA)
    }
  }
  next()
}

/** Middlewares of Medusa's routes for logins and passwords. In a host store they do nothing. */
export const authMiddlewares: MiddlewareRoute[] = [
  // Medusa's GET route checks a password in the body too.
  { matcher: "/auth/:actor_type/:auth_provider", methods: ["GET", "POST"], middlewares: [guardLogin()] },
  { matcher: "/auth", middlewares: [checkPassword] },
]

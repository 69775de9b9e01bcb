import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../lib/errors"
import { adminActor, withStockCause } from "../modules/stock-ledger/stock-cause"
import { optionsOf } from "../workflows/settings"
import { adminStanding, rolesChanged, type AdminStanding } from "../workflows/staff/admin-role"
import { accessRow, isOwnPath, isPublic, mayCall } from "./admin-access"
import { leaveOutPaymentData, readsPaymentData } from "./admin-payment-data"
import { leaveOutRelations, refusedRelation } from "./admin-relations"
import { callerOf } from "./roles"

/** Writes on these paths change who a login is. The cached roles of all processes are cleared after them. */
const LOGINS = /^\/admin\/(users|api-keys|staff)(\/|$)/i

const REFUSALS = {
  dismissed: ["login_dismissed", "You are no longer a staff member of this shop."],
  untied: [
    "login_untied",
    "Your login belongs to no staff member of the shop. Ask the owner to link it on the page Staff.",
  ],
} as const

/**
 * The error of a refused request; undefined when the caller may send it.
 *
 * @param path path of the request without its query
 */
function refusal(
  standing: AdminStanding,
  { method, query }: Pick<AuthenticatedMedusaRequest, "method" | "query">,
  path: string,
): MedusaError | undefined {
  if ("role" in standing) {
    if (mayCall(standing.role, method, path)) {
      leaveOutRelations(standing.role, query)
      const relation = refusedRelation(standing.role, query)
      return relation === undefined
        ? undefined
        : shopError(
            "not_allowed",
            `Your role ${standing.role} does not allow to read the relation ${relation}. Remove it from "fields" and "order".`,
            MedusaError.Types.FORBIDDEN,
          )
    }
    const roles = ["owner", ...(accessRow(method, path)?.roles ?? [])].join(", ")
    const sentence = `Your role ${standing.role} does not allow this. It needs one of the roles: ${roles}.`
    return shopError("not_allowed", sentence, MedusaError.Types.FORBIDDEN)
  }
  if (standing.refusal === "gone") {
    return shopError("login_gone", "This login does not exist any more.", MedusaError.Types.UNAUTHORIZED)
  }
  const [code, sentence] = REFUSALS[standing.refusal]
  return shopError(code, sentence, MedusaError.Types.FORBIDDEN)
}

/**
 * Guards the whole Admin API: the user must exist, the staff member must be active, and the table in admin-access.ts must
 * allow the request. In a host store without the option `guardAdmin`, users who are no staff of the shop may call all
 * routes but the shop's own.
 *
 * @throws not_allowed, login_gone, login_dismissed, login_untied
 */
async function guardAdmin(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const path = `${req.baseUrl}${req.path}`
  const guardsAll = optionsOf(req.scope).guardAdmin ?? false
  const isGuarded = guardsAll || isOwnPath(path)
  // Medusa's own check of the login has run before. A route that opted out of it has no login.
  const caller = callerOf(req)
  if (!caller) {
    if (isGuarded && !isPublic(req.method, path)) {
      throw shopError("unauthorized", "Log in first.", MedusaError.Types.UNAUTHORIZED)
    }
    return next()
  }
  if (isPublic(req.method, path)) {
    return next()
  }
  const standing = await adminStanding(req.scope, caller)
  // Secret API keys of a host store may have no maker.
  const isStaff = "role" in standing || standing.refusal === "dismissed"
  const error = isStaff || isGuarded ? refusal(standing, req, path) : undefined
  if (error) {
    throw error
  }
  if ("role" in standing && !readsPaymentData(standing.role)) {
    leaveOutPaymentData(res)
  }
  if (req.method !== "GET" && LOGINS.test(path)) {
    res.once("finish", () => void rolesChanged(req.scope))
  }
  withStockCause(adminActor(caller), next)
}

export const adminGuard: MiddlewareRoute[] = [{ matcher: "/admin", middlewares: [guardAdmin] }]

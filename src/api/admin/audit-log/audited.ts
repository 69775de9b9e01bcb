import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { asError } from "../../../lib/as-error"
import { recordAudit } from "../../../workflows/audit/record-audit"
import { servesAllChannels } from "../../../workflows/shop-scope"
import { callerOf } from "../../roles"

/** The fields of each audited record. No field is a secret. */
const FIELDS = {
  api_key: ["id", "title", "type", "redacted", "created_by", "revoked_at", "revoked_by"],
  campaign: ["id", "name", "starts_at", "ends_at", "budget.type", "budget.limit"],
  gateway_transaction: ["id", "provider_id", "order_id", "amount", "refunded_amount", "state", "resolved_at"],
  invite: ["id", "email", "accepted", "expires_at"],
  order: [
    "id",
    "display_id",
    "status",
    "canceled_at",
    "payment_collections.amount",
    "payment_collections.captured_amount",
    "payment_collections.refunded_amount",
  ],
  payment: [
    "id",
    "amount",
    "currency_code",
    "captured_at",
    "canceled_at",
    "captures.amount",
    "refunds.amount",
  ],
  payment_collection: ["id", "status", "amount", "captured_amount", "refunded_amount"],
  price_list: ["id", "title", "type", "status", "starts_at", "ends_at"],
  promotion: [
    "id",
    "code",
    "status",
    "type",
    "is_automatic",
    "limit",
    "campaign_id",
    "application_method.type",
    "application_method.value",
    "application_method.currency_code",
  ],
  region: ["id", "name", "currency_code", "payment_providers.id"],
  tax_rate: ["id", "name", "code", "rate", "is_default"],
  user: ["id", "email", "first_name", "last_name"],
} as const

type Subject = keyof typeof FIELDS

/** Routes that change money or rights. Staff, invites and chats are audited by their workflows, also from the bot. */
const ROUTES: [subject: Subject, ...routes: string[]][] = [
  ["payment", "POST /payments/:id/capture", "POST /payments/:id/refund"],
  ["payment_collection", "POST /payment-collections/:id/mark-as-paid"],
  [
    "order",
    "POST /orders/:id/cancel",
    "POST /orders/:id/assignment/cancel",
    "POST /orders/:id/balance/pay-back",
    "POST /orders/:id/credit-lines",
    "POST /orders/:id/payment-sessions/authorize",
    "POST /order-edits/:id/confirm",
  ],
  [
    "gateway_transaction",
    "POST /gateway-transactions/:id/settle",
    "POST /gateway-transactions/:id/refund",
    "POST /gateway-transactions/:id/resolve",
  ],
  ["payment", "POST /gateway-transactions/unmatched-payments/:id/resolve"],
  [
    "promotion",
    "POST /promotions",
    "POST /promotions/:id",
    "DELETE /promotions/:id",
    "POST /promotions/:id/rules/batch",
    "POST /promotions/:id/target-rules/batch",
    "POST /promotions/:id/buy-rules/batch",
  ],
  [
    "campaign",
    "POST /campaigns",
    "POST /campaigns/:id",
    "DELETE /campaigns/:id",
    "POST /campaigns/:id/promotions",
  ],
  [
    "price_list",
    "POST /price-lists",
    "POST /price-lists/:id",
    "DELETE /price-lists/:id",
    "POST /price-lists/:id/prices/batch",
    "POST /price-lists/:id/products",
  ],
  ["region", "POST /regions", "POST /regions/:id", "DELETE /regions/:id"],
  ["tax_rate", "POST /tax-rates", "POST /tax-rates/:id", "DELETE /tax-rates/:id"],
  ["user", "POST /users/:id", "POST /users/:id/reset-password", "DELETE /users/:id"],
  ["invite", "POST /invites", "POST /invites/:id/resend", "DELETE /invites/:id"],
  [
    "api_key",
    "POST /api-keys",
    "POST /api-keys/:id",
    "POST /api-keys/:id/revoke",
    "POST /api-keys/:id/sales-channels",
    "DELETE /api-keys/:id",
  ],
]

/** Own routes are audited in every store, core's routes only when all sales channels belong to the shop. */
const isOwn = (subject: Subject) => subject === "gateway_transaction"

/** A longer input is not stored. */
const MAX_INPUT = 16_000

/** Reads the audited fields; null if the record does not exist. A failure must not stop the request, so it is only logged. */
async function read(container: MedusaContainer, subject: Subject, id: unknown): Promise<object | null> {
  if (typeof id !== "string") {
    return null
  }
  try {
    const { data } = await container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: subject, fields: [...FIELDS[subject]], filters: { id } })
    const [found]: object[] = data
    return found ?? null
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`${subject} ${id} was not read for the audit trail`, asError(error))
    return null
  }
}

/** The id of the record that a create route answers with. */
function createdId(body: unknown): unknown {
  const [first] = typeof body === "object" && body !== null ? (Object.values(body) as unknown[]) : []
  return typeof first === "object" && first !== null && "id" in first ? first.id : undefined
}

const inputOf = ({ body }: AuthenticatedMedusaRequest): object | null =>
  typeof body === "object" && body !== null && JSON.stringify(body).length <= MAX_INPUT ? body : null

/** Records a successful change before it is answered. When that fails, the change is logged and still answered. */
function audited(subject: Subject, action: string) {
  return async (
    req: AuthenticatedMedusaRequest,
    res: MedusaResponse,
    next: MedusaNextFunction,
  ): Promise<void> => {
    const caller = callerOf(req)
    if (!caller || (!isOwn(subject) && !servesAllChannels(req.scope))) {
      return next()
    }
    const before = await read(req.scope, subject, req.params.id)
    const record = async (answer: unknown) => {
      const id = req.params.id ?? createdId(answer)
      await recordAudit(req.scope, {
        actor: { caller },
        action,
        subject_type: subject,
        subject_id: typeof id === "string" ? id : null,
        before,
        after: await read(req.scope, subject, id),
        input: inputOf(req),
      })
    }
    const send = res.json.bind(res)
    res.json = (answer: unknown) => {
      const recorded = res.statusCode < 400 ? record(answer) : Promise.resolve()
      void recorded
        .catch((error: unknown) =>
          req.scope
            .resolve(ContainerRegistrationKeys.LOGGER)
            .error(
              `${action} of ${subject} ${req.params.id ?? ""} is not in the audit trail`,
              asError(error),
            ),
        )
        .then(() => send(answer))
      return res
    }
    next()
  }
}

/** Such as `refund-payment` for POST /payments/:id/refund. */
function actionOf(subject: Subject, method: string, path: string): string {
  const [, ...parts] = path.split("/").filter((part) => part && !part.startsWith(":"))
  const verb = method === "DELETE" ? "delete" : path.includes(":id") ? "update" : "create"
  return [parts.length ? parts.join("-") : verb, subject.replaceAll("_", "-")].join("-")
}

export const auditedRoutes: MiddlewareRoute[] = ROUTES.flatMap(([subject, ...routes]) =>
  routes.map((route) => {
    const [method, path] = route.split(" ") as ["POST" | "DELETE", string]
    return {
      matcher: `/admin${path}`,
      methods: [method],
      middlewares: [audited(subject, actionOf(subject, method, path))],
    }
  }),
)

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
import { isOwnPath } from "../../admin-access"
import { callerOf } from "../../roles"

/** The fields of each audited record. No field is a secret or a shopper's personal data. */
const FIELDS = {
  api_key: ["id", "title", "type", "redacted", "created_by", "revoked_at", "revoked_by"],
  campaign: ["id", "name", "starts_at", "ends_at", "budget.type", "budget.limit"],
  catalog: [],
  customer_group: ["id", "name"],
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
  order_claim: ["id", "order_id", "return_id", "type", "refund_amount", "canceled_at"],
  order_exchange: ["id", "order_id", "return_id", "difference_due", "canceled_at"],
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
  price_list: [
    "id",
    "title",
    "type",
    "status",
    "starts_at",
    "ends_at",
    "prices.id",
    "prices.amount",
    "prices.currency_code",
  ],
  price_preference: ["id", "attribute", "value", "is_tax_inclusive"],
  product: [
    "id",
    "title",
    "status",
    "metadata",
    "variants.id",
    "variants.title",
    "variants.prices.amount",
    "variants.prices.currency_code",
  ],
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
  return: ["id", "order_id", "status", "refund_amount", "items.item_id", "items.quantity", "canceled_at"],
  shipping_option: ["id", "name", "price_type", "prices.amount", "prices.currency_code"],
  store: ["id", "name", "default_region_id", "supported_currencies.currency_code"],
  tax_rate: ["id", "name", "code", "rate", "is_default"],
  tax_region: ["id", "country_code", "provider_id"],
  user: ["id", "email", "first_name", "last_name"],
} as const satisfies Record<string, readonly string[]>

type Subject = keyof typeof FIELDS

/**
 * Routes whose writes change money or rights: each one below the path, with the record that its first parameter names.
 * `except` is tested with the rest of the path, such as `credit-lines`. Staff, staff invites and chats are audited by their
 * workflows, also from the bot.
 */
const AUDITED: { path: string; subject: Subject; except?: RegExp }[] = [
  { path: "gateway-transactions/unmatched-payments", subject: "payment" },
  { path: "gateway-transactions", subject: "gateway_transaction", except: /^compare$/ },
  { path: "payments", subject: "payment" },
  { path: "payment-collections", subject: "payment_collection" },
  // The workshop's history has the other steps. Addresses and e-mails do not belong in a trail that is never deleted.
  { path: "orders", subject: "order", except: /^(|delivery|transfer\b.*|export|assignment-(?!cancel$).*)$/ },
  { path: "order-edits", subject: "order" },
  { path: "draft-orders", subject: "order", except: /^$/ },
  { path: "returns", subject: "return" },
  { path: "claims", subject: "order_claim" },
  { path: "exchanges", subject: "order_exchange" },
  { path: "promotions", subject: "promotion" },
  { path: "campaigns", subject: "campaign" },
  { path: "price-lists", subject: "price_list" },
  { path: "price-preferences", subject: "price_preference" },
  { path: "products", subject: "product", except: /^export$/ },
  { path: "catalog", subject: "catalog" },
  { path: "shipping-options", subject: "shipping_option" },
  { path: "customer-groups", subject: "customer_group" },
  { path: "regions", subject: "region" },
  { path: "stores", subject: "store" },
  { path: "tax-rates", subject: "tax_rate" },
  { path: "tax-regions", subject: "tax_region" },
  { path: "users", subject: "user" },
  { path: "invites", subject: "invite", except: /^accept$/ },
  { path: "api-keys", subject: "api_key" },
]

/** Words in the place of an id. */
const NO_ID = new Set(["accept", "batch", "compare", "export", "import", "imports"])

/** Maximum number of records that a batch reads. */
const MOST_RECORDS = 100

/** A longer input is not stored. */
const MAX_INPUT = 16_000

type Change = { subject: Subject; action: string; id?: string }

/**
 * What a request changes.
 *
 * @returns undefined for a request that is not audited
 */
export function changeOf(method: string, path: string): Change | undefined {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") {
    return undefined
  }
  const [, ...parts] = path.split("/").filter(Boolean)
  const found = AUDITED.find((one) =>
    one.path.split("/").every((word, index) => word === parts[index]?.toLowerCase()),
  )
  if (!found) {
    return undefined
  }
  const { path: place, subject, except } = found
  const [first, ...rest] = parts.slice(place.split("/").length)
  const id = first && !NO_ID.has(first.toLowerCase()) ? first : undefined
  // Ids of Medusa have an underscore, words of its paths have none.
  const words = [...(first && !id ? [first] : []), ...rest].filter((word) => !word.includes("_"))
  const steps = words.join("-").toLowerCase()
  if (except?.test(steps)) {
    return undefined
  }
  const verb = method === "DELETE" ? "delete" : id ? "update" : "create"
  // Such as `refund-payment` for POST /payments/:id/refund.
  return { subject, id, action: [steps || verb, subject.replaceAll("_", "-")].join("-") }
}

/** The ids of the records that a batch changes. */
function batchIds(body: unknown): string[] {
  const { update, delete: deleted } = Object(body) as { update?: unknown; delete?: unknown }
  const items = [update, deleted].flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
  return items
    .map((item) => (typeof item === "string" ? item : (Object(item) as { id?: unknown }).id))
    .filter((id) => typeof id === "string")
    .slice(0, MOST_RECORDS)
}

/**
 * Reads the audited fields; null if there is no record. A failure must not stop the request, so it is only logged.
 *
 * @returns the record, or `records` for several ids
 */
async function read(container: MedusaContainer, subject: Subject, ids: string[]): Promise<object | null> {
  if (!ids.length || !FIELDS[subject].length) {
    return null
  }
  try {
    const { data } = await container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: subject, fields: [...FIELDS[subject]], filters: { id: ids } })
    const records = data as object[]
    return ids.length > 1 ? { records } : (records[0] ?? null)
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`${subject} ${ids.join(", ")} was not read for the audit trail`, asError(error))
    return null
  }
}

/** The id of the record that a create route answers with. */
function createdId(subject: Subject, answer: unknown): string | undefined {
  const parts = Object(answer) as Record<string, unknown>
  const record = parts[subject.replace(/^order_/, "")] ?? Object.values(parts)[0]
  const { id } = Object(record) as { id?: unknown }
  return typeof id === "string" ? id : undefined
}

const inputOf = ({ body }: AuthenticatedMedusaRequest): object | null =>
  typeof body === "object" &&
  body !== null &&
  !Buffer.isBuffer(body) &&
  JSON.stringify(body).length <= MAX_INPUT
    ? body
    : null

/** Records a successful change before it is answered. When that fails, the change is logged and still answered. */
async function audit(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const path = `${req.baseUrl}${req.path}`
  const change = changeOf(req.method, path)
  const caller = callerOf(req)
  // In a store with other sales channels only the shop's own routes are audited.
  if (!change || !caller || (!isOwnPath(path) && !servesAllChannels(req.scope))) {
    return next()
  }
  const { subject, action, id } = change
  const ids = id ? [id] : batchIds(req.body)
  const input = inputOf(req)
  const before = await read(req.scope, subject, ids)
  const record = async (answer: unknown) => {
    const created = ids.length ? undefined : createdId(subject, answer)
    await recordAudit(req.scope, {
      actor: { caller },
      action,
      subject_type: subject,
      subject_id: id ?? created ?? null,
      before,
      after: await read(req.scope, subject, created ? [created] : ids),
      input,
    })
  }
  const send = res.json.bind(res)
  res.json = (answer: unknown) => {
    const recorded = res.statusCode < 400 ? record(answer) : Promise.resolve()
    void recorded
      .catch((error: unknown) =>
        req.scope
          .resolve(ContainerRegistrationKeys.LOGGER)
          .error(`${action} of ${subject} ${id ?? ""} is not in the audit trail`, asError(error)),
      )
      .then(() => send(answer))
    return res
  }
  next()
}

/** Without a method: it runs after the guard and before Medusa changes the body. */
export const auditedRoutes: MiddlewareRoute[] = [{ matcher: "/admin", middlewares: [audit] }]

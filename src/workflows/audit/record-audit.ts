import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { TransitionActor } from "../../modules/workshop/types"
import { coreOf } from "../settings"
import type { AdminCaller } from "../staff/admin-role"

/** Who made a change: a caller of the Admin API, or an actor as the history of orders stores it. */
export type AuditActor = { caller: AdminCaller } | { signature: TransitionActor }

export type AuditRecord = {
  actor: AuditActor
  action: string
  subject_type: string
  subject_id: string | null
  before?: object | null
  after?: object | null
  input?: object | null
}

type StoredActor = {
  actor_type: "user" | "api-key" | "staff" | "shopper" | "system"
  actor_id: string | null
  actor_name: string | null
}

/** Adds an entry to the audit trail. Never pass secrets: owners read the entries. */
export async function recordAudit(container: MedusaContainer, record: AuditRecord): Promise<void> {
  const { actor, before, after, input, ...entry } = record
  await coreOf(container).createAuditEntries({
    ...entry,
    ...(await storedActor(container, actor)),
    before: json(before),
    after: json(after),
    input: json(input),
  })
}

export async function storedActor(container: MedusaContainer, actor: AuditActor): Promise<StoredActor> {
  if ("signature" in actor) {
    const { type, id, name } = actor.signature
    return { actor_type: type === "admin" ? "user" : type, actor_id: id ?? null, actor_name: name ?? null }
  }
  const { type, id } = actor.caller
  if (type === "api-key") {
    const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ id }, { take: 1 })
    return { actor_type: "api-key", actor_id: id, actor_name: key?.title ?? null }
  }
  const [user] = await container.resolve(Modules.USER).listUsers({ id }, { take: 1 })
  return { actor_type: "user", actor_id: id, actor_name: user?.email ?? null }
}

/** Plain JSON: numbers and dates of Medusa are objects. */
const json = (value: object | null | undefined): Record<string, unknown> | null =>
  value ? (JSON.parse(JSON.stringify(value)) as Record<string, unknown>) : null

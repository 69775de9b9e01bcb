import type { MedusaContainer } from "@medusajs/framework/types"
import { coreOf } from "../settings"

export type ListAuditEntries = {
  limit: number
  /** Id of the last entry of the page before. */
  cursor?: string
  subject_type?: string
  subject_id?: string
  actor_id?: string
}

/** One page of the audit trail, newest first. The cost does not depend on the page's place in the trail. */
export async function listAuditEntries(
  container: MedusaContainer,
  { limit, cursor, ...filters }: ListAuditEntries,
) {
  const found = await coreOf(container).listAuditEntries(
    { ...filters, ...(cursor ? { id: { $lt: cursor } } : {}) },
    { take: limit + 1, order: { id: "DESC" } },
  )
  const entries = found
    .slice(0, limit)
    .map(({ updated_at: _updated, deleted_at: _deleted, ...entry }) => entry)
  return { audit_entries: entries, next_cursor: found.length > limit ? (entries.at(-1)?.id ?? null) : null }
}

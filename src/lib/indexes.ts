import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** An index: its name, and the SQL that follows `on`. */
export type OwnIndex = { name: string; on: string }

const STATE = `
  select index.indisvalid as is_valid from pg_index index
  join pg_class class on class.oid = index.indexrelid
  join pg_namespace namespace on namespace.oid = class.relnamespace and namespace.nspname = current_schema()
  where class.relname = ?`

/**
 * Builds the missing indexes without blocking the writes of a running shop. An index whose build was interrupted is
 * invalid: it is dropped and built again.
 *
 * This is no migration of a module: Medusa runs all migrations of a module in one transaction, and PostgreSQL refuses
 * `create index concurrently` inside a transaction.
 */
export async function buildIndexes(container: MedusaContainer, indexes: OwnIndex[]): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  for (const { name, on } of indexes) {
    const { rows } = await knex.raw<{ rows: { is_valid: boolean }[] }>(STATE, [name])
    if (rows.at(0)?.is_valid) {
      continue
    }
    await knex.raw(`drop index concurrently if exists "${name}"`)
    await knex.raw(`create index concurrently "${name}" on ${on}`)
  }
}

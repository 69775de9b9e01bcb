import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Context } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

/** The context that Medusa passes to a module service's method, with the module's database connection. */
export type Shared = Context<SqlEntityManager>

/**
 * The entity manager of a module's method: that of the running transaction, else the module's own.
 *
 * @throws unexpected_state when the method lacks a decorator such as `InjectManager`
 */
export function managerOf({ transactionManager, manager }: Shared): SqlEntityManager {
  const found = transactionManager ?? manager
  if (!found) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "This method's context has no database connection.",
    )
  }
  return found
}

/** Knex of the module's connection pool, outside of any transaction: for prepared statements (see prepared.ts). */
export function knexOf(shared: Shared): Knex {
  return managerOf(shared).getKnex()
}

/** Runs a statement and returns its rows, inside the method's transaction if it has one. */
export function execute<Row = unknown>(
  shared: Shared,
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return managerOf(shared).execute(sql, [...values])
}

/** Formats a PostgreSQL array literal. The driver would expand an array parameter into several parameters. */
export function textArray(values: readonly string[]): string {
  return `{${values.map((value) => JSON.stringify(value)).join(",")}}`
}

/** Rows per statement of {@link deleteInBatches}. */
const DELETED_AT_ONCE = 1000

/**
 * Deletes rows in batches, each in a transaction of its own, so that no other statement waits long for their locks.
 *
 * @param table with the column `id`
 * @param condition an SQL expression with `?` for each value
 * @param age the column of the rows' age; an index on it must fit the condition
 */
export async function deleteInBatches(
  shared: Shared,
  { table, condition, age }: { table: string; condition: string; age: string },
  values: readonly unknown[],
): Promise<void> {
  for (let deleted = DELETED_AT_ONCE; deleted === DELETED_AT_ONCE;) {
    const rows = await execute(
      shared,
      `delete from ${table} where id in (
         select id from ${table} where ${condition} order by ${age} limit ${DELETED_AT_ONCE} for update skip locked
       ) returning id`,
      values,
    )
    deleted = rows.length
  }
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { isRead, withConnection, type PoolClient } from "./lost-connections"

/**
 * A statement that PostgreSQL plans once per connection, which saves planning time in taps and gateway calls.
 * It lists its columns by name: a cached plan fails when the meaning of `*` changes.
 */
export type Prepared = { name: string; text: string }

type Connection = {
  query(prepared: Prepared & { values: unknown[] }): Promise<{ rows: unknown[] }>
  query(texts: string): Promise<{ rows: unknown[] }[]>
}

/**
 * Runs a prepared statement in the given transaction, or on any connection of the pool. A read on a lost connection runs
 * again on another one.
 */
export async function runPrepared<Row>(
  { client }: Pick<Knex, "client">,
  statement: Prepared,
  values: unknown[],
): Promise<Row[]> {
  const isRepeatable = () => isRead(statement.text)
  const { rows } = await withConnection(client as PoolClient, isRepeatable, (connection) =>
    (connection as Connection).query({ ...statement, values }),
  )
  return rows as Row[]
}

/** Runs a prepared statement on any connection of the shop's pool. */
export const ask = <Row>(
  container: MedusaContainer,
  statement: Prepared,
  values: unknown[],
): Promise<Row[]> =>
  runPrepared<Row>(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), statement, values)

/**
 * Runs statements in one round trip as one transaction (PostgreSQL, "Multiple Statements in a Simple Query").
 * PostgreSQL releases the locks when the last statement ends, even when this process is busy.
 *
 * @param statements two or more, with values written into them by {@link escapeLiteral}
 * @returns the rows of the last statement
 */
export async function runTogether<Row>(
  { client }: Pick<Knex, "client">,
  statements: string[],
): Promise<Row[]> {
  const connection: Connection = await client.acquireConnection()
  try {
    const results = await connection.query(statements.join(";\n"))
    return results[results.length - 1].rows as Row[]
  } finally {
    await client.releaseConnection(connection)
  }
}

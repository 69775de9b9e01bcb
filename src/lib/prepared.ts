import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * A statement that PostgreSQL plans once per connection: a tap, or a gateway's patience, is too short for planning it
 * again. Its columns go by name, for a plan does not outlive a change of what `*` stands for.
 */
export type Prepared = { name: string; text: string }

type Connection = {
  query(prepared: Prepared & { values: unknown[] }): Promise<{ rows: unknown[] }>
  query(texts: string): Promise<{ rows: unknown[] }[]>
}

/** Runs a prepared statement: in a transaction's own connection, or in any of the shop's pool. */
export async function runPrepared<Row>(
  { client }: Pick<Knex, "client">,
  statement: Prepared,
  values: unknown[],
): Promise<Row[]> {
  const connection: Connection = await client.acquireConnection()
  try {
    const { rows } = await connection.query({ ...statement, values })
    return rows as Row[]
  } finally {
    await client.releaseConnection(connection)
  }
}

/**
 * Runs statements in one go, as one transaction (PostgreSQL, "Multiple Statements in a Simple Query"): what one of
 * them locks is let go without a word from here, however busy this process is.
 *
 * @param statements two or more, their values written into them by {@link escapeLiteral}
 * @returns the rows of the last one
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

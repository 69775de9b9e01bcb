import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * A statement that PostgreSQL plans once per connection: a tap, or a gateway's patience, is too short for planning it
 * again. Its columns go by name, for a plan does not outlive a change of what `*` stands for.
 */
export type Prepared = { name: string; text: string }

type Connection = { query(prepared: Prepared & { values: unknown[] }): Promise<{ rows: unknown[] }> }

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

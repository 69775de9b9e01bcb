import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"

/** How often a repeatable statement runs at most. A restart of PostgreSQL ends all connections of a pool at once. */
const ATTEMPTS = 3

/** Codes of an ended connection: SQLSTATE classes 08 and 57P (PostgreSQL, Appendix A), and Node's socket errors. */
const LOST_CODE = /^(08\d\d\d|57P0[1-3]|ECONNRESET|EPIPE|ETIMEDOUT)$/
/** Errors without a code: those of `pg`, and those of PgBouncer for a server that is gone. */
const LOST_MESSAGE =
  /Connection terminated|is not queryable|connection (?:was )?closed|server conn crashed|Connection ended unexpectedly/i

/** A pooled connection of `pg`. Knex discards a connection with this mark instead of using it again. */
type Connection = { __knex__disposed?: unknown; __knexTxId?: string }

/** Knex's pool. A transaction has a client of its own, with one fixed connection. */
export type PoolClient = {
  transacting?: boolean
  acquireConnection: () => Promise<unknown>
  releaseConnection: (connection: unknown) => Promise<void>
}

/** Whether an error says that the connection ended, not that the statement is wrong. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return LOST_CODE.test(String(code ?? "")) || (!code && LOST_MESSAGE.test(String(message ?? "")))
}

/** Whether a statement only reads, so that it may run twice. A read that contains a word for a change counts as a change. */
export function isRead(sql: string): boolean {
  return /^\s*(select|with)\b/i.test(sql) && !/\b(insert|update|delete|merge|lock|call)\b/i.test(sql)
}

/**
 * Acts on a pooled connection. When the connection turns out to be lost, acts again on another one.
 *
 * @param isRepeatable whether `act` may run twice; if not, or in a transaction, the error is thrown
 */
export async function withConnection<Result>(
  client: PoolClient,
  isRepeatable: () => boolean,
  act: (connection: unknown) => Promise<Result>,
): Promise<Result> {
  const { connection, result } = await actOnLiveConnection(client, isRepeatable, act)
  await client.releaseConnection(connection)
  return result
}

/** As {@link withConnection}, but the caller releases the connection after a success. */
async function actOnLiveConnection<Result>(
  client: PoolClient,
  isRepeatable: () => boolean,
  act: (connection: unknown) => Promise<Result>,
): Promise<{ connection: unknown; result: Result }> {
  for (let attempt = 1; ; attempt++) {
    const connection = await client.acquireConnection()
    try {
      return { connection, result: await act(connection) }
    } catch (error) {
      const isLost = !client.transacting && isConnectionLost(error)
      if (isLost) {
        discard(connection, error)
      }
      await client.releaseConnection(connection)
      if (!isLost || attempt === ATTEMPTS || !isRepeatable()) {
        throw error
      }
    }
  }
}

function discard(connection: unknown, error: unknown): void {
  const lost = connection as Connection
  lost.__knex__disposed ??= error
}

type Statement = { sql: string }

/** The parts of Knex's PostgreSQL client (3.2) that {@link repeatOnLostConnections} replaces. */
type KnexClient = PoolClient & {
  _query: (connection: unknown, statement: Statement) => Promise<unknown>
  transaction: (container: unknown, config?: { connection?: unknown }, outer?: unknown) => KnexTransaction
}
type KnexTransaction = {
  isolationLevel?: string
  readOnly?: boolean
  begin: (connection: unknown) => Promise<unknown>
  acquireConnection: (
    config: object | undefined,
    act: (connection: unknown) => Promise<unknown>,
  ) => Promise<unknown>
}

const repeating = new WeakSet<object>()

/**
 * Makes a pool survive lost connections, such as after a restart of PostgreSQL or a cut by PgBouncer: a read outside of a
 * transaction, and the BEGIN of a transaction, run again on another connection. Other statements are not repeated,
 * because PostgreSQL may have run them.
 */
export function repeatOnLostConnections({ client }: Pick<Knex, "client">, logger: Logger): void {
  const pool = client as KnexClient
  if (repeating.has(pool)) {
    return
  }
  repeating.add(pool)
  const query = pool._query.bind(pool)
  const transaction = pool.transaction.bind(pool)

  pool._query = async (connection, statement) => {
    try {
      return await query(connection, statement)
    } catch (error) {
      if (!isConnectionLost(error) || !isRead(statement.sql)) {
        throw error
      }
      logger.warn("A database connection was lost. The read runs again on another connection.")
      // Released before the next one is acquired: a pool of lost connections would otherwise have none left. Knex
      // ignores the second release by the caller.
      discard(connection, error)
      await pool.releaseConnection(connection)
      return withConnection(
        pool,
        () => true,
        (other) => query(other, statement),
      )
    }
  }

  pool.transaction = (container, config, outer) => {
    const begun = transaction(container, config, outer)
    if (!config?.connection) {
      beginOnLiveConnection(begun, pool, query)
    }
    return begun
  }
}

/** Lets a transaction send its BEGIN before it takes its connection. Knex starts a transaction in a later microtask. */
function beginOnLiveConnection(
  transaction: KnexTransaction,
  pool: KnexClient,
  query: KnexClient["_query"],
): void {
  const acquire = transaction.acquireConnection.bind(transaction)
  transaction.acquireConnection = async (config, act) => {
    const { isolationLevel, readOnly } = transaction
    const mode = [isolationLevel && `ISOLATION LEVEL ${isolationLevel}`, readOnly && "READ ONLY"]
    const sql = ["BEGIN", ...mode.filter(Boolean)].join(" ")
    const begin = (one: unknown) => query(one, { sql })
    const { connection } = await actOnLiveConnection(pool, () => true, begin)
    transaction.begin = () => Promise.resolve()
    try {
      return await acquire({ ...config, connection }, act)
    } finally {
      delete (connection as Connection).__knexTxId
      await pool.releaseConnection(connection)
    }
  }
}

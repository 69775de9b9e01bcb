import { Client } from "pg"
import { eventually } from "../support/eventually"
import { ask } from "../support/shop-database"

/** A table lock that stops the shop in the middle of an action, so that a test can kill it there. */
export type Standstill = {
  /** Resolves when `count` (default 1) statements wait to write to the table. */
  reached: (count?: number) => Promise<void>
  /** Releases the lock, so that the writes continue. */
  release: () => Promise<void>
  /** Terminates a dead process's waiting connections. PostgreSQL would otherwise still run their statements. */
  abandon: () => Promise<void>
}

/** Blocks all writes to a table; reads continue. `SHARE` is PostgreSQL's lock mode that conflicts only with writes. */
export async function standStillBefore(databaseUrl: string, table: string): Promise<Standstill> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("begin")
  await client.query(`lock table "${table}" in share mode`)
  const waiting = "select distinct pid from pg_locks where not granted and relation = $1::regclass"
  const name = [`"${table}"`]
  return {
    reached: (count = 1) =>
      eventually(async () => {
        expect((await ask(databaseUrl, waiting, name)).length).toBeGreaterThanOrEqual(count)
      }, 120_000),
    release: () => client.end(),
    abandon: async () => {
      await ask(databaseUrl, `select pg_terminate_backend(pid) from (${waiting}) as standing`, name)
      await client.end()
    },
  }
}

import { Client } from "pg"
import { eventually } from "../support/eventually"
import { ask } from "../support/shop-database"

/** A place where the shop is made to stand still, so that it can be killed in the middle of what it does. */
export type Standstill = {
  /** Resolves when so many (one unless told otherwise) stand there, wanting to write into the table. */
  reached: (count?: number) => Promise<void>
  /** Lets them go on. */
  release: () => Promise<void>
  /** Their process is dead: they go no further. PostgreSQL would still do what they asked of it last. */
  abandon: () => Promise<void>
}

/**
 * Keeps everybody from writing into a table (reading goes on): whoever wants to stands still in the middle of what
 * they do. `SHARE` is PostgreSQL's mode that shuts out writers alone.
 */
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

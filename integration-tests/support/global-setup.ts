import { chmodSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Client } from "pg"
import { startEmbeddedPostgres, type EmbeddedDatabase } from "../../scripts/start/embedded-postgres"

declare global {
  var testDatabase: EmbeddedDatabase | undefined
}

/** Starts a PostgreSQL server for the test run, unless DB_HOST names one. */
export default async function globalSetup(): Promise<void> {
  if (process.env.DB_HOST) {
    return
  }
  const folder = mkdtempSync(path.join(tmpdir(), "guldasta-test-"))
  // If the tests run as root, PostgreSQL runs as another user, who must be able to enter the folder.
  chmodSync(folder, 0o755)
  const database = await startEmbeddedPostgres(path.join(folder, "pg"), { persistent: false })
  globalThis.testDatabase = database
  await withoutDurability(database.url("postgres"))
  // Medusa's test runner requires SSL for every host except "localhost".
  process.env.DB_HOST = "localhost"
  process.env.DB_PORT = String(database.port)
  process.env.DB_USERNAME = database.user
  process.env.DB_PASSWORD = database.password
}

/** Makes writes faster. The data of a test run need not survive a crash of the machine. */
async function withoutDurability(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const setting of ["fsync", "full_page_writes", "synchronous_commit", "jit", "autovacuum"]) {
    await client.query(`alter system set ${setting} = off`)
  }
  await client.query("select pg_reload_conf()")
  await client.end()
}

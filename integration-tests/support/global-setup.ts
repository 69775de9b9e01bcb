import { chmodSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Client } from "pg"
import { startEmbeddedPostgres, type EmbeddedDatabase } from "../../scripts/start/embedded-postgres"

declare global {
  var testDatabase: EmbeddedDatabase | undefined
}

/** Every run of the tests has a PostgreSQL of its own, unless DB_HOST names one. */
export default async function globalSetup(): Promise<void> {
  if (process.env.DB_HOST) {
    return
  }
  const folder = mkdtempSync(path.join(tmpdir(), "guldasta-test-"))
  // Run by root, PostgreSQL becomes another user, who must be able to enter.
  chmodSync(folder, 0o755)
  const database = await startEmbeddedPostgres(path.join(folder, "pg"), { persistent: false })
  globalThis.testDatabase = database
  await withoutDurability(database.url("postgres"))
  // "localhost": with any other spelling Medusa's test runner asks for SSL.
  process.env.DB_HOST = "localhost"
  process.env.DB_PORT = String(database.port)
  process.env.DB_USERNAME = database.user
  process.env.DB_PASSWORD = database.password
}

/** Makes writes faster: the data of a test run need not survive a crash of the machine. */
async function withoutDurability(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const setting of ["fsync", "full_page_writes", "synchronous_commit"]) {
    await client.query(`alter system set ${setting} = off`)
  }
  await client.query("select pg_reload_conf()")
  await client.end()
}

import { chmodSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
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
  // "localhost": with any other spelling Medusa's test runner asks for SSL.
  process.env.DB_HOST = "localhost"
  process.env.DB_PORT = String(database.port)
  process.env.DB_USERNAME = database.user
  process.env.DB_PASSWORD = database.password
}

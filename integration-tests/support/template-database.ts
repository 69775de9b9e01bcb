import { execFile } from "node:child_process"
import path from "node:path"
import { promisify } from "node:util"
import { ROOT, TSX } from "../../scripts/start/paths"
import { TRACK_CHANGES } from "./database-states"
import { connected, exists, TEMPLATE_LOCK, testPostgres } from "./shop-database"

/**
 * Creates a database with all tables and without data. The first call of a test run migrates a template,
 * which takes a few seconds; the other workers wait for the template and copy it.
 *
 * @throws with the output of the migration if it fails
 */
export async function createMigratedDatabase(name: string): Promise<void> {
  // The workflow engine for Redis has an additional table.
  const template = process.env.REDIS_URL ? "guldasta_migrated_redis" : "guldasta_migrated"
  await connected(testPostgres.url("postgres"), async (client) => {
    await client.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK])
    if (!(await exists(client, template))) {
      const draft = `${template}_draft`
      await client.query(`drop database if exists ${draft} with (force)`)
      await client.query(`create database ${draft}`)
      await migrate(testPostgres.url(draft))
      await connected(testPostgres.url(draft), (migrated) => migrated.query(TRACK_CHANGES))
      await client.query(`alter database ${draft} rename to ${template}`)
    }
    await client.query(`create database ${name} template ${template}`)
  })
}

async function migrate(databaseUrl: string): Promise<void> {
  const script = path.join(__dirname, "migrate-template.ts")
  await promisify(execFile)(process.execPath, [...TSX, script, databaseUrl], { cwd: ROOT, env: process.env })
}

import { execFile } from "node:child_process"
import path from "node:path"
import { promisify } from "node:util"
import { ROOT, TSX } from "../../scripts/start/paths"
import { connected, exists, TEMPLATE_LOCK, testPostgres } from "./shop-database"

/**
 * Creates a migrated, otherwise empty database. The first call of a test run migrates a template in a few seconds; all
 * workers wait for it and copy it.
 *
 * @throws with the output of the migration when it fails
 */
export async function createMigratedDatabase(name: string): Promise<void> {
  // The workflow engine for Redis has one more table.
  const template = process.env.REDIS_URL ? "guldasta_migrated_redis" : "guldasta_migrated"
  await connected(testPostgres.url("postgres"), async (client) => {
    await client.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK])
    if (!(await exists(client, template))) {
      const draft = `${template}_draft`
      await client.query(`drop database if exists ${draft} with (force)`)
      await client.query(`create database ${draft}`)
      await migrate(testPostgres.url(draft))
      await client.query(`alter database ${draft} rename to ${template}`)
    }
    await client.query(`create database ${name} template ${template}`)
  })
}

async function migrate(databaseUrl: string): Promise<void> {
  const script = path.join(__dirname, "migrate-template.ts")
  await promisify(execFile)(process.execPath, [...TSX, script, databaseUrl], { cwd: ROOT, env: process.env })
}

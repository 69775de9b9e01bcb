import { Client, type QueryResultRow } from "pg"
import { storyPeople } from "../../packages/sandbox/telegram/story"
import type { BuiltShop } from "./built-shop"

/** A PostgreSQL server: the server of the test run, or the server of one test. */
export type Postgres = { url: (database: string) => string }

/** The PostgreSQL server of this test run (see global-setup.ts). */
export const testPostgres: Postgres = {
  url: (database) =>
    `postgres://${process.env.DB_USERNAME}:${process.env.DB_PASSWORD}@${process.env.DB_HOST}:${process.env.DB_PORT}/${database}`,
}

/** Runs a Medusa command on a database to its end. */
export type RunMedusa = (name: string, args: string[], databaseUrl: string) => Promise<void>

/** Arguments that create the story's florists and couriers. The owner is configured by Telegram id. */
const staff = storyPeople
  .filter(({ part }) => part === "florist" || part === "courier")
  .map(({ id, part, first_name, last_name }) => `${id}:${part}:${first_name} ${last_name}`)

/** Key of the advisory lock (pg_advisory_lock) for creating a template database. */
export const TEMPLATE_LOCK = 7_201_126

/**
 * Creates a database with a seeded shop. The first call of a run migrates and seeds a template, which takes
 * half a minute; later calls copy the template.
 *
 * @returns the URL of the database
 */
export async function seededDatabase(
  postgres: Postgres,
  { fingerprint }: BuiltShop,
  runMedusa: RunMedusa,
): Promise<string> {
  const template = `guldasta_seeded_${fingerprint}`
  const name = `guldasta_${Date.now()}_${Math.round(Math.random() * 1e6)}`
  await connected(postgres.url("postgres"), async (client) => {
    await client.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK])
    if (!(await exists(client, template))) {
      await makeTemplate(client, template, postgres, runMedusa)
    }
    await client.query(`create database ${name} template ${template}`)
  })
  return postgres.url(name)
}

async function makeTemplate(
  client: Client,
  template: string,
  postgres: Postgres,
  runMedusa: RunMedusa,
): Promise<void> {
  const draft = `${template}_draft`
  await client.query(`drop database if exists ${draft} with (force)`)
  await client.query(`create database ${draft}`)
  await runMedusa("migrate", ["db:migrate", "--execute-safe-links"], postgres.url(draft))
  const script = "./integration-tests/support/seed-processes.js"
  await runMedusa("seed", ["exec", script, ...staff], postgres.url(draft))
  await client.query(`alter database ${draft} rename to ${template}`)
}

export async function exists(client: Client, database: string): Promise<boolean> {
  const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database])
  return rowCount === 1
}

/** Drops a database and closes its open connections. */
export async function dropDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl)
  const name = url.pathname.slice(1)
  url.pathname = "/postgres"
  await connected(url.href, (client) => client.query(`drop database if exists ${name} with (force)`))
}

/** Runs one query on a database. */
export function ask<Row extends QueryResultRow>(
  databaseUrl: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return connected(databaseUrl, async (client) => (await client.query<Row>(sql, values)).rows)
}

/** Runs `act` with a new connection and closes the connection. */
export async function connected<Result>(
  databaseUrl: string,
  act: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

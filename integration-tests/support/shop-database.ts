import { Client, type QueryResultRow } from "pg"
import { storyPeople } from "../../packages/sandbox/telegram/story"
import type { BuiltShop } from "./built-shop"

/** Where databases can be made: the tests' PostgreSQL, or one of a test's own. */
export type Postgres = { url: (database: string) => string }

/** The PostgreSQL of this run of the tests (see global-setup.ts). */
export const testPostgres: Postgres = {
  url: (database) =>
    `postgres://${process.env.DB_USERNAME}:${process.env.DB_PASSWORD}@${process.env.DB_HOST}:${process.env.DB_PORT}/${database}`,
}

/** Runs a command of Medusa's to its end, on a database. */
export type RunMedusa = (name: string, args: string[], databaseUrl: string) => Promise<void>

/** Those of the story who work in the shop; the owner is known by her id. */
const staff = storyPeople
  .filter(({ part }) => part === "florist" || part === "courier")
  .map(({ id, part, first_name, last_name }) => `${id}:${part}:${first_name} ${last_name}`)

/** One number for all who make the template, so that they wait for each other (pg_advisory_lock). */
export const TEMPLATE_LOCK = 7_201_126

/**
 * A new database with the seeded shop in it. The first one of a run is migrated and seeded (half a minute), the
 * others are copies of it (a moment).
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

/** Removes a database whoever is still connected to it. */
export async function dropDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl)
  const name = url.pathname.slice(1)
  url.pathname = "/postgres"
  await connected(url.href, (client) => client.query(`drop database if exists ${name} with (force)`))
}

/** One question to a database. */
export function ask<Row extends QueryResultRow>(
  databaseUrl: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return connected(databaseUrl, async (client) => (await client.query<Row>(sql, values)).rows)
}

/** Does something over a connection of its own, which is closed however it ends. */
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

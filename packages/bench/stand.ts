import { NO_LIMITS } from "../../integration-tests/support/no-limits"
import { createHash } from "node:crypto"
import { mkdirSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { buildShop, type BuiltShop } from "../../integration-tests/support/built-shop"
import { runToEnd, startChild, stopChild, type Child } from "../../scripts/start/children"
import { ask, publishableKey } from "../../scripts/start/database"
import { freePort, startEmbeddedPostgres, type EmbeddedDatabase } from "../../scripts/start/embedded-postgres"
import { SERVING, SERVING_ENVIRONMENT } from "../../scripts/start/node-flags"
import { DATA, MEDUSA } from "../../scripts/start/paths"
import { step } from "../../scripts/start/steps"
import { BOT_TOKEN, BotApiStandIn } from "./bot-api"
import type { Part } from "./parts"
import { Crowd, WEBHOOK_SECRET } from "./shopper"

const PROBES = ["memory-probe.cjs", "delay-probe.cjs"].map((name) => path.join(__dirname, name))
const START_TIMEOUT_MS = 120_000

/** A running shop with its database, its Bot API and its shoppers, all on this machine. */
export type Stand = {
  /** Number of products in the catalogue. */
  products: number
  /** Origin of the shop. */
  url: string
  /** Headers for the Store API. */
  headers: Record<string, string>
  databaseUrl: string
  /** Runs a script of this folder with the shop's container, beside the shop or while it is stopped. */
  exec: (script: string, args: string[], databaseUrl?: string) => Promise<void>
  crowd: Crowd
  telegram: BotApiStandIn
  /** Origin of the Bot API. */
  apiRoot: string
  /** Kills the shop with SIGKILL and starts it again on its database. */
  kill: () => Promise<void>
  /** Starts another process of the shop on the same database. @returns it with its origin; the caller stops it */
  startAnother: (variables: Record<string, string>) => Promise<{ shop: Child; url: string }>
  /** Starts the Medusa of a folder with the shop's flags of Node and environment. The caller stops it. */
  startFolder: (
    name: string,
    folder: string,
    variables: Record<string, string>,
    port: number,
    preload?: string[],
  ) => Promise<Child>
  /** Stops the shop and starts it with these variables as well. */
  restartWith: (variables: Record<string, string>) => Promise<void>
  shop: Child
  /** Stops the shop and saves its database for {@link restore}. */
  snapshot: () => Promise<void>
  /** Copies the saved database. @returns its address */
  copy: (name: string) => Promise<string>
  /**
   * Restores the saved database and starts the shop on it.
   *
   * @param preload modules that Node preloads into the shop; "no shop" starts no shop
   */
  restore: (preload?: string[] | "no shop") => Promise<void>
  stop: () => Promise<void>
}

/** Shared by all parts of a run: PostgreSQL and the compiled shop. */
export type BenchEnvironment = { postgres: EmbeddedDatabase; built: BuiltShop; clear: () => Promise<void> }

/** Parts of the tests that scripts of this folder use. */
const SUPPORT = ["integration-tests/support/admin.ts", "integration-tests/support/many-products.ts"]

export async function prepareEnvironment(): Promise<BenchEnvironment> {
  const folder = path.join(DATA, "bench", "postgres")
  mkdirSync(path.dirname(folder), { recursive: true })
  const built = buildShop(["packages/bench", ...SUPPORT])
  const postgres = await step("Starting a PostgreSQL", () => startEmbeddedPostgres(folder))
  return {
    postgres,
    built,
    clear: async () => {
      await postgres.stop()
      built.remove()
    },
  }
}

/**
 * Starts the shop on a new database.
 *
 * @param products number of products in the catalogue
 * @param part the part for which it starts
 */
export async function startStand(
  environment: BenchEnvironment,
  products: number,
  { environment: additionalVariables = {}, seededProducts = products }: Partial<Part> = {},
): Promise<Stand> {
  const databaseUrl = await filledDatabase(environment, seededProducts)
  const crowd = new Crowd()
  const telegram = new BotApiStandIn(crowd.receive)
  const apiRoot = await telegram.start()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const variables = {
    ...shopEnvironment(databaseUrl, port),
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_WEBHOOK_URL: url,
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ...additionalVariables,
  }
  const startFolder: Stand["startFolder"] = async (name, folder, environmentOf, at, preload = []) => {
    const required = [...PROBES, ...preload]
    const args = [
      ...SERVING,
      ...(process.env.BENCH_NODE_FLAGS ?? "").split(" ").filter(Boolean),
      "--expose-gc",
      ...required.flatMap((file) => ["--require", file]),
      MEDUSA,
      "start",
    ]
    const child = startChild(`bench-${name}`, [...args, "--port", String(at)], {
      cwd: folder,
      env: { ...SERVING_ENVIRONMENT, ...variables, ...environmentOf },
    })
    const health = `http://127.0.0.1:${at}/health`
    await step(`Starting the ${name} with ${products} products`, () => waitUntilHealthy(child, health))
    return child
  }
  const start = (preload: string[], at = port, more: Record<string, string> = {}) =>
    startFolder("shop", environment.built.folder, more, at, preload)
  const admin = environment.postgres.url("postgres")
  const name = new URL(databaseUrl).pathname.slice(1)
  crowd.webhook = `${url}/hooks/telegram`
  const stand: Stand = {
    products,
    url,
    headers: { "x-publishable-api-key": await publishableKey(databaseUrl) },
    databaseUrl,
    exec: (script, args, DATABASE_URL = databaseUrl) =>
      runToEnd(`bench-${script}`, [MEDUSA, "exec", `./packages/bench/${script}.js`, ...args], {
        cwd: environment.built.folder,
        env: { ...variables, DATABASE_URL },
      }),
    crowd,
    telegram,
    apiRoot,
    startFolder,
    shop: await start([]),
    kill: async () => {
      stand.shop.process.kill("SIGKILL")
      await stand.shop.gone
      stand.shop = await start([])
    },
    startAnother: async (more) => {
      const other = await freePort()
      return { shop: await start([], other, more), url: `http://127.0.0.1:${other}` }
    },
    restartWith: async (more) => {
      await stopChild(stand.shop)
      Object.assign(variables, more)
      stand.shop = await start([])
    },
    snapshot: async () => {
      await stopChild(stand.shop)
      await ask(admin, `drop database if exists ${name}_snapshot with (force)`)
      await ask(admin, `create database ${name}_snapshot template ${name}`)
    },
    copy: async (copy) => {
      await ask(admin, `drop database if exists ${copy} with (force)`)
      await ask(admin, `create database ${copy} template ${name}_snapshot`)
      return environment.postgres.url(copy)
    },
    restore: async (preload = []) => {
      await stopChild(stand.shop)
      await ask(await stand.copy(name), "vacuum analyze")
      if (preload !== "no shop") {
        stand.shop = await start(preload)
      }
    },
    stop: async () => {
      await stopChild(stand.shop)
      crowd.close()
      await telegram.stop()
    },
  }
  return stand
}

function shopEnvironment(databaseUrl: string, port: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: "production",
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    BACKEND_URL: `http://127.0.0.1:${port}`,
    JWT_SECRET: "bench-bench-bench-bench-bench-bench-0",
    COOKIE_SECRET: "bench-bench-bench-bench-bench-bench-0",
    MEDUSA_FF_TRANSLATION: "true",
    MEDUSA_DISABLE_TELEMETRY: "true",
    LC_ALL: "C.UTF-8",
    LOG_LEVEL: "warn",
    // All shoppers share one IP address here, so rate limits are off.
    STORE_REQUESTS_PER_MINUTE: "0",
    HOOK_REQUESTS_PER_MINUTE: "0",
    ...NO_LIMITS,
  }
}

/** Seeds a template database once for each version of the seeding code, and returns a copy of it. */
async function filledDatabase({ postgres, built }: BenchEnvironment, products: number): Promise<string> {
  const filled = `filled_${products}_${seedingHash(built.folder)}`
  const admin = postgres.url("postgres")
  const known = await ask(admin, "select 1 from pg_database where datname = $1", [filled])
  if (!known.length) {
    await step(`Seeding a shop with ${products} products (once)`, () =>
      fill(postgres, built, filled, products),
    )
  }
  const copy = `bench_${products}`
  await ask(admin, `drop database if exists ${copy} with (force)`)
  await ask(admin, `create database ${copy} template ${filled}`)
  await ask(postgres.url(copy), "vacuum analyze")
  return postgres.url(copy)
}

const SEEDING_FILES = /migration|models|links|indexes|sample-shop|workflows.catalog|bench.(catalog|seed-shop)/

function seedingHash(folder: string): string {
  const hash = createHash("sha256")
  const files = ["src", "packages"].flatMap((part) =>
    readdirSync(path.join(folder, part), { recursive: true, encoding: "utf8" }).map((name) =>
      path.join(part, name),
    ),
  )
  for (const file of files.filter((name) => SEEDING_FILES.test(name) && name.endsWith(".js")).sort()) {
    hash.update(file).update(readFileSync(path.join(folder, file)))
  }
  return hash.digest("hex").slice(0, 12)
}

async function fill(
  postgres: EmbeddedDatabase,
  built: BuiltShop,
  database: string,
  products: number,
): Promise<void> {
  const draft = `${database}_draft`
  const admin = postgres.url("postgres")
  await ask(admin, `drop database if exists ${draft} with (force)`)
  await postgres.createDatabase(draft)
  const options = { cwd: built.folder, env: shopEnvironment(postgres.url(draft), 9000) }
  await runToEnd("bench-migrate", [MEDUSA, "db:migrate", "--execute-safe-links"], options)
  await runToEnd("bench-seed", [MEDUSA, "exec", "./packages/bench/seed-shop.js", String(products)], options)
  await ask(admin, `alter database ${draft} rename to ${database}`)
}

async function waitUntilHealthy(child: Child, url: string): Promise<void> {
  const until = Date.now() + START_TIMEOUT_MS
  while (Date.now() < until && child.process.exitCode === null) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The shop did not start:\n${child.lastLines()}`)
}

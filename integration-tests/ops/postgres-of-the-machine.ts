import { execFileSync } from "node:child_process"
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { freePort } from "../support/free-port"

/** Debian's folder of PostgreSQL versions, each with a server and its tools. */
const DEBIAN = "/usr/lib/postgresql"

export type MachinePostgres = { url: (database: string) => string; tools: string; stop: () => void }

/** The folder of the newest PostgreSQL with its tools; undefined when the machine has none. */
export function postgresTools(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  return versions
    .map((version) => path.join(DEBIAN, version, "bin"))
    .find((folder) =>
      ["initdb", "pg_ctl", "pg_dump", "pg_restore"].every((t) => existsSync(path.join(folder, t))),
    )
}

/** Starts the machine's own PostgreSQL on a free port: the npm binaries contain no pg_dump. */
export async function startMachinePostgres(tools: string): Promise<MachinePostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), "guldasta-machine-postgres-"))
  const port = await freePort()
  const data = path.join(folder, "data")
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid?.() === 0
  chmodSync(folder, 0o777)
  const run = (tool: string, ...args: string[]) => {
    const command = [path.join(tools, tool), ...args]
    const [program, ...rest] = isRoot ? ["runuser", "-u", "postgres", "--", ...command] : command
    execFileSync(program, rest, { cwd: folder, stdio: "ignore" })
  }
  run("initdb", "-D", data, "-U", "guldasta", "--auth=trust", "--encoding=UTF8", "--locale=C")
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`
  run("pg_ctl", "-D", data, "-w", "-o", options, "-l", path.join(folder, "log"), "start")
  return {
    url: (database) => `postgres://guldasta:guldasta@localhost:${port}/${database}`,
    tools,
    stop: () => {
      run("pg_ctl", "-D", data, "-m", "immediate", "stop")
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

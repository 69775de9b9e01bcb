import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { DATA } from "./paths"

/** Data about the running shop, for the other commands of this folder. */
export type Runtime = { pid: number; databaseUrl: string; postgresPort?: number }

const file = path.join(DATA, "runtime.json")

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

/** Reads the shop that runs from this folder now. Ignores a file that a crashed shop left behind. */
export function readRuntime(): Runtime | undefined {
  if (!existsSync(file)) {
    return undefined
  }
  const runtime = JSON.parse(readFileSync(file, "utf8")) as Runtime
  return isAlive(runtime.pid) && isOurs(runtime.pid) ? runtime : undefined
}

/**
 * Whether the process is a starter. The system may have given the process id to another program, so the
 * command line is read from /proc, if it exists.
 */
function isOurs(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`
  return (
    !existsSync("/proc/self/cmdline") ||
    (existsSync(commandLine) && readFileSync(commandLine, "utf8").includes("start"))
  )
}

export function writeRuntime(runtime: Runtime): void {
  mkdirSync(DATA, { recursive: true })
  writeFileSync(file, JSON.stringify(runtime), { mode: 0o600 })
}

/** Removes the file of this process. A start that was refused because the shop runs already keeps the shop's file. */
export function removeRuntime(): void {
  if (readRuntime()?.pid === process.pid) {
    rmSync(file, { force: true })
  }
}

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { DATA } from "./paths"

/** What a running shop tells the other commands of this folder. */
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

/** The shop that runs from this folder now; a file left by a crash counts for nothing. */
export function readRuntime(): Runtime | undefined {
  if (!existsSync(file)) {
    return undefined
  }
  const runtime = JSON.parse(readFileSync(file, "utf8")) as Runtime
  return isAlive(runtime.pid) && isOurs(runtime.pid) ? runtime : undefined
}

/** A process id may have gone to another program since. Where /proc tells, it must be a starter. */
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

export function removeRuntime(): void {
  rmSync(file, { force: true })
}

import { spawn, type ChildProcess } from "node:child_process"
import path from "node:path"
import { DATA } from "./paths"
import { RotatingLog } from "./rotating-log"

/** How long a process may take to finish its work in flight, in ms. */
const STOP_WITHIN_MS = 25_000

const preload = path.join(__dirname, "die-with-parent.cjs")

export type Child = {
  name: string
  process: ChildProcess
  /** Resolves with the exit code when the process ends. */
  gone: Promise<number | null>
  lastLines: () => string
}

/**
 * Starts a Node program as a child process. The child has its own process group: Ctrl-C reaches only the
 * starter, which then stops all children in order. Output goes to `.guldasta/logs/<name>.log`, which is
 * rotated.
 *
 * @param show whether the output also appears on the terminal
 */
export function startChild(
  name: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; show?: boolean },
): Child {
  const log = new RotatingLog(path.join(DATA, "logs", `${name}.log`))
  const child = spawn(process.execPath, ["--require", preload, ...args], {
    cwd: options.cwd,
    env: { MEDUSA_DISABLE_TELEMETRY: "true", ...options.env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  let tail = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-4000)
      log.write(chunk)
      if (options.show) {
        process.stdout.write(chunk)
      }
    })
  }
  const gone = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => resolve(code))
    child.once("error", () => resolve(1))
  })
  return { name, process: child, gone, lastLines: () => tail.trim().split("\n").slice(-12).join("\n") }
}

/**
 * Runs a Node program to its end.
 *
 * @throws with its last output lines if it fails
 */
export async function runToEnd(
  name: string,
  args: string[],
  options: Parameters<typeof startChild>[2],
): Promise<void> {
  const child = startChild(name, args, options)
  current.add(child)
  const code = await child.gone
  current.delete(child)
  if (code !== 0) {
    throw new Error(`${name} failed:\n${child.lastLines()}\n(full log: .guldasta/logs/${name}.log)`)
  }
}

/** Programs that {@link runToEnd} runs at this moment; Ctrl-C stops them. */
export const current = new Set<Child>()

/** Asks a process to stop, and kills it after 25 s. */
export async function stopChild(child: Child): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) {
    return
  }
  child.process.kill("SIGTERM")
  const timer = setTimeout(() => child.process.kill("SIGKILL"), STOP_WITHIN_MS)
  await child.gone
  clearTimeout(timer)
}

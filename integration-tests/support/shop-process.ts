import { spawn, type ChildProcess } from "node:child_process"
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs"
import path from "node:path"
import { DATA, MEDUSA, MEDUSA_OF_SOURCES, ROOT } from "../../scripts/start/paths"

/** Value of `MEDUSA_WORKER_MODE`. */
export type Mode = "shared" | "server" | "worker"

/** Time limit for a start, in ms. It allows for a slow machine under load. */
const STARTS_WITHIN_MS = 120_000
/** Time limit for a stop, in ms. It is longer than the shop's own limit of 25 s. */
const STOPS_WITHIN_MS = 40_000

const preload = path.join(ROOT, "scripts", "start", "die-with-parent.cjs")
const logs = path.join(DATA, "test-logs")

/** One `medusa start` process. A test can stop, kill and restart it at the same address. */
export class ShopProcess {
  readonly url: string
  readonly logFile: string
  private child: ChildProcess | undefined
  private gone: Promise<number | null> = Promise.resolve(null)

  constructor(
    readonly mode: Mode,
    readonly port: number,
    private readonly folder: string,
    private readonly environment: Record<string, string>,
  ) {
    this.url = `http://localhost:${port}`
    this.logFile = logFileOf(`shop-${mode}-${port}`)
  }

  /** @throws with the last lines of its log if it does not answer in time */
  async start(): Promise<void> {
    const environment = { ...this.environment, PORT: String(this.port) }
    this.child = launch(["start", "--port", String(this.port)], this.folder, environment, this.logFile)
    this.gone = exitOf(this.child)
    for (const until = Date.now() + STARTS_WITHIN_MS; !(await this.answers()); await pause()) {
      if (!this.isRunning() || Date.now() > until) {
        throw new Error(`The shop did not start:\n${lastLines(this.logFile)}`)
      }
    }
  }

  /**
   * Stops the process with SIGTERM.
   *
   * @returns its exit code; null if it had to be killed
   */
  async stop(): Promise<number | null> {
    if (this.isRunning()) {
      this.child?.kill("SIGTERM")
      const timer = setTimeout(() => this.child?.kill("SIGKILL"), STOPS_WITHIN_MS)
      await this.gone
      clearTimeout(timer)
    }
    return this.gone
  }

  /** Kills the process with SIGKILL, which simulates a power failure. */
  async kill(): Promise<void> {
    this.child?.kill("SIGKILL")
    await this.gone
  }

  isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null
  }

  /** Returns the whole log since the beginning of the suite. */
  log(): string {
    return readFileSync(this.logFile, "utf8")
  }

  /** Returns the log lines of level "error". */
  errors(): string[] {
    return this.log()
      .split("\n")
      .filter((line) => /"level":\s*"error"|^error:/.test(line))
  }

  /**
   * Runs a Medusa command to its end.
   *
   * @throws with its last output lines if it fails
   */
  static async runToEnd(
    name: string,
    args: string[],
    folder: string,
    environment: Record<string, string>,
  ): Promise<void> {
    const logFile = logFileOf(`${name}-${process.pid}`)
    const code = await exitOf(launch(args, folder, environment, logFile))
    if (code !== 0) {
      throw new Error(`medusa ${args.join(" ")} failed:\n${lastLines(logFile)}`)
    }
  }

  private async answers(): Promise<boolean> {
    const response = await fetch(`${this.url}/health`).catch(() => undefined)
    return response?.ok ?? false
  }
}

/** Creates an empty log file. The file stays after the tests, for the analysis of failures. */
function logFileOf(name: string): string {
  mkdirSync(logs, { recursive: true })
  const file = path.join(logs, `${name}.log`)
  closeSync(openSync(file, "w"))
  return file
}

/** Starts Medusa as a child process that ends with the test process. */
function launch(args: string[], cwd: string, env: Record<string, string>, logFile: string): ChildProcess {
  const log = openSync(logFile, "a")
  const medusa = existsSync(path.join(cwd, "medusa-config.ts")) ? MEDUSA_OF_SOURCES : MEDUSA
  const child = spawn(process.execPath, ["--require", preload, medusa, ...args], {
    cwd,
    // `npm run test:coverage` measures the shop's processes too.
    env: { ...env, NODE_V8_COVERAGE: process.env.GULDASTA_COVERAGE },
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  })
  closeSync(log)
  return child
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code))
    child.once("error", () => resolve(1))
  })
}

const lastLines = (file: string): string =>
  readFileSync(file, "utf8").trim().split("\n").slice(-15).join("\n")

const pause = () => new Promise((resolve) => setTimeout(resolve, 100))

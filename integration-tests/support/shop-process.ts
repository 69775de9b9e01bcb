import { spawn, type ChildProcess } from "node:child_process"
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs"
import path from "node:path"
import { DATA, MEDUSA, ROOT } from "../../scripts/start/paths"

/** As `MEDUSA_WORKER_MODE` names them. */
export type Mode = "shared" | "server" | "worker"

/** A process under load on a slow machine starts slowly. */
const STARTS_WITHIN_MS = 120_000
/** Longer than the shop's own bound for a graceful stop. */
const STOPS_WITHIN_MS = 40_000

const preload = path.join(ROOT, "scripts", "start", "die-with-parent.cjs")
const logs = path.join(DATA, "test-logs")

/** One process of the shop, `medusa start`, which can be stopped, killed and started again at the same address. */
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

  /** @throws with the last lines of its log when it does not answer in time */
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

  /** Asks it to stop, as a machine that goes down does. @returns its exit code; null when it had to be killed */
  async stop(): Promise<number | null> {
    if (this.isRunning()) {
      this.child?.kill("SIGTERM")
      const timer = setTimeout(() => this.child?.kill("SIGKILL"), STOPS_WITHIN_MS)
      await this.gone
      clearTimeout(timer)
    }
    return this.gone
  }

  /** Ends it at this very moment, as a power cut does. */
  async kill(): Promise<void> {
    this.child?.kill("SIGKILL")
    await this.gone
  }

  isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null
  }

  /** All it has written since the suite began. */
  log(): string {
    return readFileSync(this.logFile, "utf8")
  }

  /** The lines that its log calls errors. */
  errors(): string[] {
    return this.log()
      .split("\n")
      .filter((line) => /"level":\s*"error"|^error:/.test(line))
  }

  /** Runs a command of Medusa's to its end. @throws with the last lines when it fails */
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

/** An empty file for what a process writes; kept after the tests, for whoever looks into a failure. */
function logFileOf(name: string): string {
  mkdirSync(logs, { recursive: true })
  const file = path.join(logs, `${name}.log`)
  closeSync(openSync(file, "w"))
  return file
}

/** It dies with the tests that started it, however they end. */
function launch(args: string[], cwd: string, env: Record<string, string>, logFile: string): ChildProcess {
  const log = openSync(logFile, "a")
  const child = spawn(process.execPath, ["--require", preload, MEDUSA, ...args], {
    cwd,
    env,
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

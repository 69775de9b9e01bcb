import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { startChild, stopChild, type Child } from "../../scripts/start/children"
import { freePort } from "./free-port"
import { ROOT, TSX } from "../../scripts/start/paths"

/** A PostgreSQL server for one test. The test can stop and restart it with the same address and data. */
export class OwnPostgres {
  private child: Child | undefined

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async open(): Promise<OwnPostgres> {
    const folder = mkdtempSync(path.join(tmpdir(), "guldasta-pg-"))
    // If the tests run as root, PostgreSQL runs as another user, who must be able to enter the folder.
    chmodSync(folder, 0o755)
    const postgres = new OwnPostgres(folder, await freePort())
    await postgres.start()
    return postgres
  }

  url(database: string): string {
    return `postgres://guldasta:guldasta@localhost:${this.port}/${database}`
  }

  /** @throws with its last output lines if it ends before it is ready */
  async start(): Promise<void> {
    const script = path.join(ROOT, "scripts", "start", "postgres.ts")
    const args = [...TSX, script, path.join(this.folder, "pg"), String(this.port), "postgres"]
    const child = startChild(`postgres-${this.port}`, args, { cwd: ROOT, env: process.env })
    this.child = child
    await new Promise<void>((resolve, reject) => {
      child.process.on("message", (message) => message === "ready" && resolve())
      void child.gone.then(() => reject(new Error(`PostgreSQL ended:\n${child.lastLines()}`)))
    })
  }

  async stop(): Promise<void> {
    if (this.child) {
      await stopChild(this.child)
    }
  }

  /** Stops the server and removes its data. */
  async close(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

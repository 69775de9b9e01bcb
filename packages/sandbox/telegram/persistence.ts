import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"
import type { WorldState } from "./state"

const quietMs = 250
const latestMs = 2000
const fileName = "world.json"
/** Version of the stored format. A file with another version is refused. */
const version = 1

/** @returns the stored state, or undefined when there is none */
export function readWorld(folder: string): WorldState | undefined {
  const file = path.join(folder, fileName)
  if (!existsSync(file)) return undefined
  const saved: { version: number; state: WorldState } = JSON.parse(readFileSync(file, "utf8"))
  if (saved.version !== version) {
    throw new Error(
      `${file} was written by another version of the sandbox: delete it to start with a new state`,
    )
  }
  return saved.state
}

/** Writes the state to disk after changes, atomically. */
export class WorldSaver {
  private timer: NodeJS.Timeout | undefined
  private changedAt: number | undefined

  constructor(
    private readonly folder: string,
    private readonly state: WorldState,
  ) {}

  /** Schedules a write after a short pause without changes, and at most 2 s after the first change. */
  changed() {
    this.changedAt ??= Date.now()
    clearTimeout(this.timer)
    const left = this.changedAt + latestMs - Date.now()
    this.timer = setTimeout(() => this.flush(), Math.max(0, Math.min(quietMs, left)))
  }

  flush() {
    clearTimeout(this.timer)
    if (this.changedAt === undefined) return
    this.changedAt = undefined
    mkdirSync(this.folder, { recursive: true })
    const file = path.join(this.folder, fileName)
    writeFileSync(`${file}.new`, JSON.stringify({ version, state: this.state }))
    renameSync(`${file}.new`, file)
  }
}

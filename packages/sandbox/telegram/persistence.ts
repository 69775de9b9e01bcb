import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"
import type { WorldState } from "./state"

const quietMs = 250
const latestMs = 2000
const fileName = "world.json"
/** Raised when the state's shape changes: an older world is then not read, but refused. */
const version = 1

/** @returns the world as it was left, or undefined when there is none */
export function readWorld(folder: string): WorldState | undefined {
  const file = path.join(folder, fileName)
  if (!existsSync(file)) return undefined
  const saved: { version: number; state: WorldState } = JSON.parse(readFileSync(file, "utf8"))
  if (saved.version !== version) {
    throw new Error(`${file} was written by another version of the sandbox: delete it to begin anew`)
  }
  return saved.state
}

/** Writes the world to disk soon after it changed, as one whole file or not at all. */
export class WorldSaver {
  private timer: NodeJS.Timeout | undefined
  private changedAt: number | undefined

  constructor(
    private readonly folder: string,
    private readonly state: WorldState,
  ) {}

  /** The world changed: it is written when it has been quiet for a moment, or after 2 s at the latest. */
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

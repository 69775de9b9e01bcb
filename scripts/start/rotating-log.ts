import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs"
import path from "node:path"

/** A file of the log is closed at this size in bytes. */
const MAX_BYTES = 10 * 1024 * 1024

/** Number of older files: `shop.log.1` is the newest of them. */
const OLDER_FILES = 4

/** A log file that begins a new file at 10 MB and keeps four older ones. Only its owner can read them. */
export class RotatingLog {
  #size: number

  constructor(
    private readonly file: string,
    private readonly maxBytes = MAX_BYTES,
  ) {
    mkdirSync(path.dirname(file), { recursive: true })
    this.#size = existsSync(file) ? statSync(file).size : 0
  }

  write(chunk: Buffer): void {
    if (this.#size > 0 && this.#size + chunk.length > this.maxBytes) {
      this.#rotate()
    }
    appendFileSync(this.file, chunk, { mode: 0o600 })
    this.#size += chunk.length
  }

  #rotate(): void {
    rmSync(`${this.file}.${OLDER_FILES}`, { force: true })
    for (let number = OLDER_FILES - 1; number >= 1; number -= 1) {
      if (existsSync(`${this.file}.${number}`)) {
        renameSync(`${this.file}.${number}`, `${this.file}.${number + 1}`)
      }
    }
    if (existsSync(this.file)) {
      renameSync(this.file, `${this.file}.1`)
    }
    this.#size = 0
  }
}

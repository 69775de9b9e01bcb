import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs"
import path from "node:path"
import { DATA, ROOT, SERVER } from "./paths"

const SOURCES = ["src", "packages/sample-shop", "medusa-config.ts", "package-lock.json", "tsconfig.json"]

function* files(entry: string): Generator<string> {
  const full = path.join(ROOT, entry)
  if (!existsSync(full)) {
    return
  }
  try {
    for (const { name } of readdirSync(full, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      yield* files(path.join(entry, name))
    }
  } catch {
    yield entry
  }
}

/** Hash of the sources of the built shop. Equal sources have equal hashes. */
export function fingerprint(): string {
  const hash = createHash("sha256")
  for (const source of SOURCES) {
    for (const file of files(source)) {
      hash.update(file).update(readFileSync(path.join(ROOT, file)))
    }
  }
  return hash.digest("hex")
}

/**
 * The build's marker is in the build folder, so that both are deleted together. Other markers are in the data
 * folder.
 */
const file = (what: string) =>
  what === "build" ? path.join(SERVER, ".build") : path.join(DATA, `${what}.done`)

/** Whether a step was already done for this fingerprint. */
export function isDone(what: string, word: string): boolean {
  return existsSync(file(what)) && readFileSync(file(what), "utf8") === word
}

/** Whether a step was ever done, also for another fingerprint. */
export const wasDone = (what: string) => existsSync(file(what))

export function markDone(what: string, word: string): void {
  writeFileSync(file(what), word)
}

import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs"
import path from "node:path"
import { DATA, ROOT, SERVER } from "./paths"

const SOURCES = ["src", "medusa-config.ts", "package-lock.json", "tsconfig.json"]

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

/** What the built shop is made of, as one word: the same sources, the same word. */
export function fingerprint(): string {
  const hash = createHash("sha256")
  for (const source of SOURCES) {
    for (const file of files(source)) {
      hash.update(file).update(readFileSync(path.join(ROOT, file)))
    }
  }
  return hash.digest("hex")
}

/** The build's mark lies in the build, so that both go together; the others lie with the data they changed. */
const file = (what: string) =>
  what === "build" ? path.join(SERVER, ".build") : path.join(DATA, `${what}.done`)

/** Whether a piece of work was done for this word already. */
export function isDone(what: string, word: string): boolean {
  return existsSync(file(what)) && readFileSync(file(what), "utf8") === word
}

export function markDone(what: string, word: string): void {
  writeFileSync(file(what), word)
}

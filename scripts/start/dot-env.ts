import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { parseEnv } from "node:util"
import { decodeText } from "../../src/lib/decode-text"
import { ROOT } from "./paths"

/** Reads the variables of a `.env` file, which Notepad may save with a byte-order mark. Empty if there is no file. */
export function readDotEnv(file = path.join(ROOT, ".env")): NodeJS.Dict<string> {
  return existsSync(file) ? parseEnv(decodeText(readFileSync(file))) : {}
}

/** Adds the variables of `.env` to the process environment, which overrides them. */
export function loadDotEnv(): void {
  for (const [name, value] of Object.entries(readDotEnv())) {
    process.env[name] ??= value
  }
}

import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"

/** A callback button type, as the bot's code declares it. */
export type ButtonKind = { name: string; fields: string[] }

const BOT = path.resolve(__dirname, "../../src/bot")
const DECLARATION = /= callback\("(\w+)"(?:,\s*\[([^\]]*)\])?\)/g

/** Every callback button type in the bot's sources, so that new types are tested automatically. */
export function allButtons(): ButtonKind[] {
  const files = readdirSync(BOT, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"))
  return files
    .flatMap((file) => [...readFileSync(path.join(BOT, file), "utf8").matchAll(DECLARATION)])
    .map(([, name, fields = ""]) => ({ name, fields: [...fields.matchAll(/\w+/g)].map(([field]) => field) }))
    .sort((one, other) => one.name.localeCompare(other.name))
}

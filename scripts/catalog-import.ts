import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { decodeText } from "../src/lib/decode-text"
import { loadDotEnv } from "./start/dot-env"
import { startEnvironment } from "./start/environment"
import { MEDUSA, MEDUSA_OF_SOURCES, ROOT, SERVER } from "./start/paths"
import { readRuntime } from "./start/runtime-file"

const USAGE = "Usage: npm run catalog:import -- FILE [--dry-run]   (docs/catalog.md describes the file)"

/**
 * Environment for the import. The database is DATABASE_URL, otherwise the one of a shop that runs from this
 * folder.
 */
function environment(): NodeJS.ProcessEnv {
  loadDotEnv()
  const databaseUrl = process.env.DATABASE_URL || readRuntime()?.databaseUrl
  if (!databaseUrl) {
    throw new Error("Start the shop first (npm start), or set DATABASE_URL.")
  }
  return startEnvironment(() => databaseUrl).variables
}

/** Returns the shop's folder and the script in it. The import stores pictures where the shop serves them. */
function shopFolder(): { cwd: string; medusa: string; script: string } {
  const built = path.join(SERVER, "src", "scripts", "import-catalog.js")
  return existsSync(built)
    ? { cwd: SERVER, medusa: MEDUSA, script: "./src/scripts/import-catalog.js" }
    : { cwd: ROOT, medusa: MEDUSA_OF_SOURCES, script: "./src/scripts/import-catalog.ts" }
}

function checkFile(file: string): void {
  if (!existsSync(file)) {
    throw new Error(`The file ${file} does not exist.`)
  }
  try {
    JSON.parse(decodeText(readFileSync(file)))
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : "it cannot be read"}`)
  }
}

function main(): void {
  const args = process.argv.slice(2)
  const [name] = args.filter((argument) => !argument.startsWith("--"))
  const unknown = args.filter((argument) => argument.startsWith("--") && argument !== "--dry-run")
  if (!name || unknown.length) {
    throw new Error(USAGE)
  }
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), name)
  checkFile(file)
  const { cwd, medusa, script } = shopFolder()
  // A positional argument, because Medusa's command line consumes flags itself.
  const mode = args.includes("--dry-run") ? "check" : "import"
  const child = spawn(process.execPath, [medusa, "exec", script, mode, file], {
    cwd,
    env: { ...environment(), LOG_LEVEL: "error" },
    stdio: "inherit",
  })
  child.on("exit", (code) => process.exit(code ?? 1))
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

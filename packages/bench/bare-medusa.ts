import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { stopChild, type Child } from "../../scripts/start/children"
import { freePort } from "../../scripts/start/embedded-postgres"
import { ROOT } from "../../scripts/start/paths"
import type { Stand } from "./stand"

/** Medusa's default modules and no admin pages, as `create-medusa-app` configures them. */
const CONFIG = `const { defineConfig } = require("@medusajs/framework/utils")
module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: { storeCors: "", adminCors: "", authCors: "", jwtSecret: "bench", cookieSecret: "bench" },
  },
})
`

/**
 * Starts Medusa without the shop's code on a copy of the shop's database, with the same flags of Node, and stops it after the work.
 *
 * @param databaseUrl the copy; Medusa ignores the tables that it does not know
 */
export async function withBareMedusa<Result>(
  stand: Stand,
  databaseUrl: string,
  work: (bare: Child) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "bare-medusa-"))
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction")
  // Medusa's command line starts only in a project that depends on Medusa.
  const project = { name: "bare-medusa", private: true, dependencies: { "@medusajs/medusa": "*" } }
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(project))
  writeFileSync(path.join(folder, "medusa-config.js"), CONFIG)
  const bare = await stand.startFolder("bare-medusa", folder, { DATABASE_URL: databaseUrl }, await freePort())
  try {
    return await work(bare)
  } finally {
    await stopChild(bare)
    rmSync(folder, { recursive: true, force: true })
  }
}

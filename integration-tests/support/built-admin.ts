import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs"
import path from "node:path"
import { DATA, ROOT } from "../../scripts/start/paths"

const SOURCES = path.join(ROOT, "src", "admin")

/** Builds the admin in its own process: Medusa's bundler is an ES module that jest cannot load. */
const BUILD = `
  require("@medusajs/admin-bundler")
    .build({ disable: false, sources: [process.argv[1]], plugins: [], path: "/app", outDir: process.argv[2] })
    .catch((error) => { console.error(error); process.exit(1) })`

/**
 * Builds Medusa's admin with the shop's pages, which takes half a minute. The build is kept in `.guldasta` until
 * a source changes.
 *
 * @returns the folder of the built admin
 * @throws with the bundler's output if the build fails
 */
export function buildAdmin(): string {
  const folder = path.join(DATA, `test-admin-${fingerprint()}`)
  if (!existsSync(folder)) {
    mkdirSync(DATA, { recursive: true })
    const draft = `${folder}-${process.pid}`
    const { status, stderr } = spawnSync(process.execPath, ["-e", BUILD, SOURCES, draft], {
      cwd: ROOT,
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "production" },
    })
    if (status !== 0) {
      throw new Error(`The admin was not built:\n${stderr}`)
    }
    for (const old of readdirSync(DATA).filter((name) => /^test-admin-\w+$/.test(name))) {
      rmSync(path.join(DATA, old), { recursive: true, force: true })
    }
    renameSync(draft, folder)
  }
  return folder
}

/** Hash of the admin's sources and of the installed packages. */
function fingerprint(): string {
  const hash = createHash("sha256").update(readFileSync(path.join(ROOT, "package-lock.json")))
  for (const name of readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).sort()) {
    const file = path.join(SOURCES, name)
    if (statSync(file).isFile()) {
      hash.update(name).update(readFileSync(file))
    }
  }
  return hash.digest("hex").slice(0, 16)
}

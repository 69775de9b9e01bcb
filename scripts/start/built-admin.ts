import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs"
import path from "node:path"
import { runToEnd } from "./children"
import { filesOf } from "./compile"
import { DATA, ROOT, TSX } from "./paths"

/** What the built admin depends on. */
const SOURCES = ["src/admin", "medusa-config.ts", "package-lock.json"]

/** Medusa's build requires a complete configuration, although it opens no connection. */
const PLACEHOLDERS = {
  DATABASE_URL: "postgres://build:build@localhost:5432/build",
  JWT_SECRET: "build-only-build-only-build-only-0",
  COOKIE_SECRET: "build-only-build-only-build-only-0",
}

/**
 * Builds Medusa's admin with the shop's pages, which takes half a minute. The build is kept in `.guldasta` until a source
 * or a package changes.
 *
 * @returns the folder of the built admin
 * @throws with the bundler's last output if the build fails
 */
export async function buildAdmin(): Promise<string> {
  const folder = path.join(DATA, `admin-${fingerprint()}`)
  if (!existsSync(folder)) {
    mkdirSync(DATA, { recursive: true })
    const draft = `${folder}-${process.pid}`
    await runToEnd("admin", [...TSX, path.join(__dirname, "bundle-admin.ts"), draft], {
      cwd: ROOT,
      env: { ...PLACEHOLDERS, ...process.env, NODE_ENV: "production", MEDUSA_FF_TRANSLATION: "true" },
    })
    for (const old of readdirSync(DATA).filter((name) => /^admin-\w{16}$/.test(name))) {
      rmSync(path.join(DATA, old), { recursive: true, force: true })
    }
    if (!existsSync(folder)) {
      renameSync(path.join(draft, "public", "admin"), folder)
    }
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}

/** Hash of the admin's sources, its address and the installed packages. */
function fingerprint(): string {
  const hash = createHash("sha256").update(process.env.MEDUSA_BACKEND_URL ?? "")
  for (const file of SOURCES.flatMap(filesOf)) {
    hash.update(file).update(readFileSync(path.join(ROOT, file)))
  }
  return hash.digest("hex").slice(0, 16)
}

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { compile } from "../../scripts/start/compile"
import { ROOT } from "../../scripts/start/paths"

/** Scripts that seed a database in tests. */
const SEEDS = ["integration-tests/support/seed.ts", "integration-tests/support/seed-processes.ts"]

/** A build of the shop for `medusa start`, in a temporary folder that links the project's node_modules. */
export type BuiltShop = {
  folder: string
  /** Hash of the sources. */
  fingerprint: string
  remove: () => void
}

/**
 * Builds the shop as `npm run build` does, but without admin pages. This takes two seconds instead of one minute.
 *
 * @param more additional files to build, relative to the project's folder
 * @param admin folder of a built admin; by default the admin is an empty page
 * @throws if a source is not valid TypeScript
 */
export function buildShop(more: string[] = [], admin?: string): BuiltShop {
  const folder = mkdtempSync(path.join(tmpdir(), "guldasta-built-"))
  const hash = compile(folder, [...SEEDS, ...more])
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction")
  if (admin) {
    cpSync(admin, path.join(folder, "public", "admin"), { recursive: true })
  } else {
    writeAdminPlaceholder(folder)
  }
  return {
    folder,
    fingerprint: hash.slice(0, 16),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/**
 * Creates a placeholder for the admin's start page. Medusa does not start in production without this page.
 */
function writeAdminPlaceholder(folder: string): void {
  const page = path.join(folder, "public", "admin")
  mkdirSync(page, { recursive: true })
  writeFileSync(path.join(page, "index.html"), "<!doctype html><title>admin</title>")
}

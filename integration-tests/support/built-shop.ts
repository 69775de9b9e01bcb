import { createHash } from "node:crypto"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { transformSync } from "@swc/core"
import { ROOT } from "../../scripts/start/paths"

/** What the shop is made of, and the script that fills its database for a test. */
const PARTS = [
  "src",
  "medusa-config.ts",
  "instrumentation.ts",
  "integration-tests/support/seed.ts",
  "integration-tests/support/seed-processes.ts",
]
/** Pages of the admin need a browser's bundler, and specs are no part of a shop. */
const LEFT_OUT = /^src\/admin\/|\.spec\.tsx?$/

/** The shop as `medusa start` runs it: JavaScript in a folder of its own, beside the project's packages. */
export type BuiltShop = {
  folder: string
  /** One word for the sources: the same sources, the same word. */
  fingerprint: string
  remove: () => void
}

/**
 * Builds the shop as `medusa build` does, without types and admin pages: a second instead of a minute.
 *
 * @param more further files to build, from the project's folder
 * @throws when a source cannot be read as TypeScript
 */
export function buildShop(more: string[] = []): BuiltShop {
  const folder = mkdtempSync(path.join(tmpdir(), "guldasta-built-"))
  const hash = createHash("sha256").update(readFileSync(path.join(ROOT, "package-lock.json")))
  for (const file of [...PARTS, ...more].flatMap(filesOf).filter((name) => !LEFT_OUT.test(name))) {
    const source = readFileSync(path.join(ROOT, file))
    hash.update(file).update(source)
    const target = path.join(folder, file)
    mkdirSync(path.dirname(target), { recursive: true })
    if (/\.tsx?$/.test(file)) {
      writeFileSync(target.replace(/\.tsx?$/, ".js"), inJavaScript(file, source.toString("utf8")))
    } else {
      cpSync(path.join(ROOT, file), target)
    }
  }
  cpSync(path.join(ROOT, "package.json"), path.join(folder, "package.json"))
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction")
  standInForAdmin(folder)
  return {
    folder,
    fingerprint: hash.digest("hex").slice(0, 16),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** All files of a part, relative to the project's folder, in the same order on every machine. */
function filesOf(part: string): string[] {
  const full = path.join(ROOT, part)
  if (!existsSync(full)) {
    return []
  }
  const isFolder = statSync(full).isDirectory()
  return isFolder
    ? readdirSync(full)
        .sort()
        .flatMap((name) => filesOf(`${part}/${name}`))
    : [part]
}

function inJavaScript(filename: string, source: string): string {
  return transformSync(source, {
    filename,
    swcrc: false,
    sourceMaps: "inline",
    jsc: {
      parser: { syntax: "typescript", decorators: true, tsx: filename.endsWith("x") },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: "es2022",
      keepClassNames: true,
    },
    module: { type: "commonjs", ignoreDynamic: true },
  }).code
}

/** In production Medusa does not start without the admin's first page. */
function standInForAdmin(folder: string): void {
  const page = path.join(folder, "public", "admin")
  mkdirSync(page, { recursive: true })
  writeFileSync(path.join(page, "index.html"), "<!doctype html><title>admin</title>")
}

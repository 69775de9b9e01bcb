import { createHash } from "node:crypto"
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import path from "node:path"
import { transformSync } from "@swc/core"
import { ROOT } from "./paths"

/** Sources of the shop and of the sample shop. */
const SOURCES = ["src", "packages/sample-shop", "medusa-config.ts", "instrumentation.ts"]
/** Files that no build compiles: admin pages, which need a bundler, the drawing code, and specs. */
const OMITTED = /^src\/admin\/|^packages\/sample-shop\/draw\/|\.spec\.tsx?$/

/**
 * Compiles the shop into a folder for `medusa start`, without type check and admin pages. This takes about two seconds.
 * Pictures and other files are copied.
 *
 * @param more additional files or folders to compile, relative to the project's folder
 * @returns hash of the compiled sources and of the installed packages
 * @throws if a source is not valid TypeScript
 */
export function compile(folder: string, more: string[] = []): string {
  const hash = createHash("sha256").update(readFileSync(path.join(ROOT, "package-lock.json")))
  for (const file of [...SOURCES, ...more].flatMap(filesOf).filter((name) => !OMITTED.test(name))) {
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
  for (const file of ["package.json", "package-lock.json"]) {
    cpSync(path.join(ROOT, file), path.join(folder, file))
  }
  return hash.digest("hex")
}

/** Lists all files of a folder, relative to the project, in the same order on every machine. */
export function filesOf(part: string): string[] {
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

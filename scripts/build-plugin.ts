import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import ts from "typescript"
import { runToEnd } from "./start/children"
import { MEDUSA_OF_SOURCES, ROOT } from "./start/paths"

/** Folder of the plugin's npm package: `npm pack .medusa/plugin` or `npm publish .medusa/plugin`. */
export const PLUGIN = path.join(ROOT, ".medusa", "plugin")

/** Output folder of Medusa's plugin build. */
const BUILT = path.join(PLUGIN, ".medusa", "server", "src")

/** Fields that the plugin's package.json copies from the store's package.json. */
const COPIED_FIELDS = ["name", "version", "description", "keywords", "license", "engines", "exports", "files"]

/** Types of the admin's bundle, which Medusa's admin imports as a whole. */
const ADMIN_TYPES = "declare const extensions: Record<string, unknown>\nexport default extensions\n"

type PackageJson = { dependencies: Record<string, string>; devDependencies: Record<string, string> }

/**
 * Builds the plugin into `.medusa/plugin`.
 *
 * Medusa's `plugin:build` deletes `.medusa/server` first, and a store may be running from there. The build
 * therefore works on a copy of the sources. The copy is inside the project, so that Node resolves the
 * project's node_modules.
 */
export async function buildPlugin(): Promise<void> {
  rmSync(PLUGIN, { recursive: true, force: true })
  mkdirSync(PLUGIN, { recursive: true })
  cpSync(path.join(ROOT, "src"), path.join(PLUGIN, "src"), {
    recursive: true,
    filter: (source) => !source.endsWith(".spec.ts"),
  })
  writeJson("tsconfig.json", tsconfig())
  const root = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as PackageJson
  writeJson("package.json", root)
  await runToEnd("build-plugin", [MEDUSA_OF_SOURCES, "plugin:build"], {
    cwd: PLUGIN,
    env: { ...process.env, NODE_ENV: "production" },
  })
  copyAssets()
  writeFileSync(path.join(BUILT, "admin", "index.d.ts"), ADMIN_TYPES)
  writeJson("package.json", manifest(root))
  copy(ROOT, "LICENSE")
  copy(ROOT, "NOTICE")
  cpSync(path.join(ROOT, "docs", "plugin.md"), path.join(PLUGIN, "README.md"))
  copy(path.join(ROOT, "docs"), "openapi.json")
}

/** Copies pictures and other files that the TypeScript compiler does not emit. */
function copyAssets(): void {
  cpSync(path.join(PLUGIN, "src"), BUILT, {
    recursive: true,
    filter: (source) => !/\.tsx?$/.test(source) && !source.startsWith(path.join(PLUGIN, "src", "admin")),
  })
}

/**
 * The project's compiler options, with type declarations for the store that installs the plugin. Members with
 * `@internal` are left out of them.
 */
function tsconfig(): object {
  const file = path.join(ROOT, "tsconfig.json")
  const { config } = ts.readConfigFile(file, (name) => readFileSync(name, "utf8")) as {
    config: { compilerOptions: object }
  }
  return {
    ...config,
    compilerOptions: { ...config.compilerOptions, declaration: true, stripInternal: true },
  }
}

/**
 * Creates the plugin's package.json. Packages that the code imports are dependencies. Medusa's packages are
 * peer dependencies, because a store must have only one copy of each.
 */
function manifest(root: PackageJson): object {
  const versions = { ...root.devDependencies, ...root.dependencies }
  const imported = [...new Set([...importedPackages(BUILT)])].sort()
  const own = imported.filter((name) => name in root.dependencies && !name.startsWith("@medusajs/"))
  const medusas = imported.filter((name) => name in versions && name.startsWith("@medusajs/"))
  return {
    ...Object.fromEntries(Object.entries(root).filter(([key]) => COPIED_FIELDS.includes(key))),
    dependencies: Object.fromEntries(own.map((name) => [name, versions[name]])),
    peerDependencies: Object.fromEntries(medusas.map((name) => [name, `~${versions[name]}`])),
  }
}

/** Yields the name of each npm package that the built code and its types import. */
function* importedPackages(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && /\.(m?js|d\.ts)$/.test(entry.name)) {
      const code = readFileSync(path.join(entry.parentPath, entry.name), "utf8")
      for (const [, name] of code.matchAll(/(?:require\(|from |import\()"((?:@[\w.-]+\/)?[\w-][\w.-]*)/g)) {
        yield name
      }
    }
  }
}

function copy(from: string, name: string): void {
  cpSync(path.join(from, name), path.join(PLUGIN, name))
}

function writeJson(name: string, content: object): void {
  writeFileSync(path.join(PLUGIN, name), `${JSON.stringify(content, null, 2)}\n`)
}

if (require.main === module) {
  buildPlugin().then(
    () => console.log("Built into .medusa/plugin; npm pack .medusa/plugin makes the package"),
    (error: Error) => {
      console.error(error.message)
      process.exit(1)
    },
  )
}

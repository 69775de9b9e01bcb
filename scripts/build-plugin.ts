import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import ts from "typescript"
import { runToEnd } from "./start/children"
import { MEDUSA, ROOT } from "./start/paths"

/** The plugin as an npm package: `npm pack .medusa/plugin`, or `npm publish .medusa/plugin`. */
export const PLUGIN = path.join(ROOT, ".medusa", "plugin")

/** Where Medusa's plugin build puts its work. */
const BUILT = path.join(PLUGIN, ".medusa", "server", "src")

/** What the package tells of itself as the store's own package.json has it. */
const ANSWERED = ["name", "version", "description", "keywords", "license", "engines", "exports", "files"]

type PackageJson = { dependencies: Record<string, string>; devDependencies: Record<string, string> }

/**
 * Builds the plugin into `.medusa/plugin`.
 *
 * Medusa's own `plugin:build` begins by wiping `.medusa/server`, where a store may be running: so it works on a
 * copy of the sources. The copy lies inside the project, so that it finds the project's node_modules.
 */
export async function buildPlugin(): Promise<void> {
  rmSync(PLUGIN, { recursive: true, force: true })
  mkdirSync(PLUGIN, { recursive: true })
  cpSync(path.join(ROOT, "src"), path.join(PLUGIN, "src"), {
    recursive: true,
    filter: (source) => !source.endsWith(".spec.ts"),
  })
  copy(ROOT, "tsconfig.json")
  const root = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as PackageJson
  writeJson("package.json", root)
  await runToEnd("build-plugin", [MEDUSA, "plugin:build"], {
    cwd: PLUGIN,
    env: { ...process.env, NODE_ENV: "production" },
  })
  copyWhatTheCompilerLeftOut()
  declareOptions()
  writeJson("package.json", manifest(root))
  copy(ROOT, "LICENSE")
  cpSync(path.join(ROOT, "docs", "plugin.md"), path.join(PLUGIN, "README.md"))
  copy(path.join(ROOT, "docs"), "openapi.json")
}

/** Pictures, and whatever else is neither code nor imported by code. */
function copyWhatTheCompilerLeftOut(): void {
  cpSync(path.join(PLUGIN, "src"), BUILT, {
    recursive: true,
    filter: (source) => !/\.tsx?$/.test(source) && !source.startsWith(path.join(PLUGIN, "src", "admin")),
  })
}

/** The type of the options, for the medusa-config.ts of those who install the plugin. */
function declareOptions(): void {
  const file = path.join("modules", "telegram", "options.ts")
  const source = readFileSync(path.join(PLUGIN, "src", file), "utf8")
  const { outputText } = ts.transpileDeclaration(source, { compilerOptions: { stripInternal: true } })
  writeFileSync(path.join(BUILT, file.replace(/\.ts$/, ".d.ts")), outputText)
}

/**
 * The package.json of the plugin: it depends on what its code imports, and takes Medusa's own packages from the
 * store, which must have each of them once.
 */
function manifest(root: PackageJson): object {
  const versions = { ...root.devDependencies, ...root.dependencies }
  const imported = [...new Set([...importedPackages(BUILT)])].sort()
  const own = imported.filter((name) => name in root.dependencies && !name.startsWith("@medusajs/"))
  const medusas = imported.filter((name) => name in versions && name.startsWith("@medusajs/"))
  return {
    ...Object.fromEntries(Object.entries(root).filter(([key]) => ANSWERED.includes(key))),
    dependencies: Object.fromEntries(own.map((name) => [name, versions[name]])),
    peerDependencies: Object.fromEntries(medusas.map((name) => [name, `~${versions[name]}`])),
  }
}

/** The npm packages that built code asks for, by name. */
function* importedPackages(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && /\.m?js$/.test(entry.name)) {
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

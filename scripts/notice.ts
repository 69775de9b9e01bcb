import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { ROOT } from "./start/paths"

const NOTICE = path.join(ROOT, "NOTICE")

/** Licences that permit to sell, run and ship the shop, also with changes. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "PostgreSQL",
  "Python-2.0",
  "Unlicense",
])

/** Packages with another licence that may be installed, with the reason. */
const EXCEPTIONS: [name: RegExp, licence: string, reason: string][] = [
  [/^@img\/sharp-/, "LGPL-3.0-or-later", "a dynamic library, installed unchanged"],
  [
    /^@medusajs\//,
    "SEE LICENSE IN LICENSE",
    "MIT, except parts of Medusa's Enterprise Edition, which the shop does not use",
  ],
  // The feature flags that load these packages stay off: medusa-config.ts.
  [/^@medusajs\/(rbac|auth-oidc)$/, "proprietary", "installed with Medusa, never loaded by the shop"],
]

/** Licences of packages whose package.json names none or a file, as their licence file or their repository says. */
const READ_BY_HAND: Record<string, string> = {
  "@medusajs/admin-bundler": "MIT",
  "@medusajs/admin-sdk": "MIT",
  "@medusajs/admin-shared": "MIT",
  "@medusajs/admin-vite-plugin": "MIT",
  "@medusajs/auth-oidc": "proprietary",
  "@medusajs/rbac": "proprietary",
  busboy: "MIT",
  "connect-dynamodb": "MIT",
  limiter: "MIT",
  "parent-require": "MIT",
  streamsearch: "MIT",
}

/** Packages that are compiled into the admin's bundle, although package.json lists them for development. */
const BUNDLED = [
  "@medusajs/dashboard",
  "@medusajs/icons",
  "@medusajs/js-sdk",
  "@medusajs/ui",
  "@tanstack/react-query",
  "react",
  "react-dom",
  "react-i18next",
  "react-router-dom",
]

type Locked = {
  version?: string
  license?: string
  os?: string[]
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

type Shipped = { name: string; version: string; licence: string; copyright: string[] }

const lock = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>
}

/** Finds the folder from which a package loads a dependency, as Node does. */
function folderOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf("/node_modules/"), 0))) {
    const candidate = `${folder ? `${folder}/` : ""}node_modules/${name}`
    if (candidate in lock.packages) {
      return candidate
    }
    if (!folder) {
      return undefined
    }
  }
}

/** The folders of all packages that the shop loads at run time. */
function shippedFolders(): string[] {
  const found = new Set<string>()
  const open: string[] = []
  const add = (names: string[], from: string) => {
    for (const folder of names.flatMap((name) => folderOf(name, from) ?? [])) {
      if (!found.has(folder)) {
        found.add(folder)
        open.push(folder)
      }
    }
  }
  add([...Object.keys(lock.packages[""].dependencies ?? {}), ...BUNDLED], "")
  for (let folder = open.pop(); folder; folder = open.pop()) {
    const { dependencies, optionalDependencies, peerDependencies } = lock.packages[folder]
    add(Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }), folder)
  }
  return [...found].sort()
}

function describe(folder: string): Shipped {
  const { version = "", license = "none", os } = lock.packages[folder]
  const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length)
  // Packages for one operating system are not installed everywhere, and NOTICE must be the same on each machine.
  const copyright = os ? [] : copyrightIn(path.join(ROOT, folder))
  return { name, version, licence: READ_BY_HAND[name] ?? license, copyright }
}

/** The lines of a package's licence file that name its owners. */
function copyrightIn(folder: string): string[] {
  const file =
    existsSync(folder) && readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|$|-mit)/i.test(name))
  const text = file ? readFileSync(path.join(folder, file), "utf8") : ""
  const lines = text.split("\n").map((line) => line.replace(/^[\s*#>]+|\s+$/g, ""))
  return [...new Set(lines.filter((line) => /^(copyright|©)\s.*\d{4}|^copyright \(c\)/i.test(line)))].slice(
    0,
    4,
  )
}

const exceptionOf = ({ name, licence }: Pick<Shipped, "name" | "licence">) =>
  EXCEPTIONS.find(([names, of]) => names.test(name) && licence.includes(of))

const reasonOf = (one: Pick<Shipped, "name" | "licence">) => {
  const found = exceptionOf(one)
  return found ? ` (${found[2]})` : ""
}

/** Whether an SPDX expression permits shipping: one part of an OR, all parts of an AND. */
function isAllowed(expression: string): boolean {
  const plain = expression.replace(/[()]/g, " ").trim()
  return plain
    .split(/\s+OR\s+/)
    .some((one) => one.split(/\s+AND\s+/).every((part) => ALLOWED.has(part.trim())))
}

/** @throws when a package has a licence that is not allowed */
export function checkLicences(packages: Pick<Shipped, "name" | "version" | "licence">[]): void {
  const denied = packages.filter((one) => !isAllowed(one.licence) && !exceptionOf(one))
  if (denied.length) {
    const list = denied.map(({ name, version, licence }) => `  ${name} ${version}: ${licence}`).join("\n")
    throw new Error(`These packages have a licence that is not allowed (scripts/notice.ts):\n${list}`)
  }
}

function notice(packages: Shipped[]): string {
  const lines = packages.map(({ name, version, licence, copyright }) =>
    [
      `${name} ${version}: ${licence}${reasonOf({ name, licence })}`,
      ...copyright.map((line) => `  ${line}`),
    ].join("\n"),
  )
  return `Guldasta contains or loads the packages below. The licence text of each is in its folder of node_modules.
Made by: npm run notice

${lines.join("\n")}
`
}

/**
 * Writes NOTICE, or with `--check` compares it.
 *
 * @throws when a package has a licence that is not allowed, or when NOTICE is out of date
 */
function main(): void {
  const all = shippedFolders().map(describe)
  const packages = [...new Map(all.map((one) => [`${one.name} ${one.version}`, one])).values()].sort(
    (one, other) =>
      one.name < other.name ? -1 : one.name > other.name ? 1 : one.version < other.version ? -1 : 1,
  )
  checkLicences(packages)
  const text = notice(packages)
  if (!process.argv.includes("--check")) {
    writeFileSync(NOTICE, text)
  } else if (!existsSync(NOTICE) || readFileSync(NOTICE, "utf8") !== text) {
    throw new Error("NOTICE is out of date: run npm run notice.")
  }
}

if (require.main === module) {
  try {
    main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

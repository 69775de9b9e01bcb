import { readFileSync } from "node:fs"
import path from "node:path"
import { satisfies } from "semver"
import { checkLicences } from "../../scripts/notice"

const root = path.resolve(__dirname, "..", "..")

type Installed = {
  engines?: { node?: string }
  hasInstallScript?: boolean
  optional?: boolean
}

const read = <Json>(file: string) => JSON.parse(readFileSync(path.join(root, file), "utf8")) as Json
const { engines, allowScripts } = read<{
  engines: { node: string }
  allowScripts: Record<string, boolean>
}>("package.json")
const installed = Object.entries(read<{ packages: Record<string, Installed> }>("package-lock.json").packages)

/** The oldest supported and a current version of Node 20, 22 and 24. */
const VERSIONS = ["20.19.0", "20.20.2", "22.13.0", "22.23.3", "24.0.0", "24.21.0"]

describe("npm ci warns of nothing, because", () => {
  it.each(VERSIONS)("each package runs on Node %s", (version) => {
    expect(satisfies(version, engines.node)).toBe(true)
    const others = installed.filter(
      ([, { engines: needed, optional }]) => needed?.node && !optional && !satisfies(version, needed.node),
    )
    expect(others.map(([name, { engines: needed }]) => `${name} needs ${needed?.node}`)).toEqual([])
  })

  it("package.json says for each package with an install script whether it may run", () => {
    const names = installed
      .filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional)
      .map(([name]) => name.split("node_modules/").at(-1))
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !name || allowScripts[name] === undefined)).toEqual([])
  })
})

it("npm run notice refuses packages with a licence that is not allowed", () => {
  const one = (licence: string, name = "flowers") => [{ name, version: "1.0.0", licence }]
  for (const licence of ["AGPL-3.0-only", "MIT AND GPL-3.0", "SEE LICENSE IN LICENSE", "none"]) {
    expect(() => checkLicences(one(licence))).toThrow(`flowers 1.0.0: ${licence}`)
  }
  for (const licence of ["MIT", "(MIT OR GPL-3.0)", "Apache-2.0 AND BSD-3-Clause"]) {
    expect(() => checkLicences(one(licence))).not.toThrow()
  }
  expect(() => checkLicences(one("LGPL-3.0-or-later", "@img/sharp-libvips-linux-x64"))).not.toThrow()
})

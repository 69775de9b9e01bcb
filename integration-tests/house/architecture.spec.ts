import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import ts from "typescript"
import { pageWithDiagram } from "../../scripts/er-diagram"

const root = path.resolve(__dirname, "..", "..")

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(path.join(root, folder))) {
    const file = path.join(folder, name)
    if (statSync(path.join(root, file)).isDirectory()) {
      yield* sources(file)
    } else if (/\.tsx?$/.test(name)) {
      yield file
    }
  }
}

/** The project files that a file imports, relative to the root. */
function imports(file: string): string[] {
  const text = readFileSync(path.join(root, file), "utf8")
  return [...text.matchAll(/(?:from|import)\s+["'](\.[^"']+)["']/g)].map(([, target]) =>
    path.join(path.dirname(file), target),
  )
}

/** The texts of a file: its string literals and the parts of its templates, without comments. */
function texts(file: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) {
      found.push(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest))
  return found
}

/** The tables that the SQL of a file names. */
function tablesIn(file: string): string[] {
  const named = texts(file).flatMap((text) => [
    ...text.matchAll(/\b(?:from|join|into|update|using|table)\s+(?:only\s+)?"?([a-z_]+)"?/gi),
  ])
  return [...new Set(named.map(([, table]) => table.toLowerCase()))]
}

const matchesIn = (folder: string, pattern: RegExp) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".js") || name.endsWith(".ts"))
    .flatMap((name) => [...readFileSync(path.join(folder, name), "utf8").matchAll(pattern)])
    .map(([, name]) => name)

/** All tables of Medusa, from the migrations of its modules and the definitions of its links. */
function medusaTables(): Set<string> {
  const packages = path.join(root, "node_modules", "@medusajs")
  const migrations = readdirSync(packages)
    .map((name) => path.join(packages, name, "dist", "migrations"))
    .filter(existsSync)
  return new Set([
    ...migrations.flatMap((folder) =>
      matchesIn(folder, /(?:create table(?: if not exists)?|rename to)\s+"?([a-z_]+)"?/gi),
    ),
    ...matchesIn(path.join(packages, "link-modules/dist/definitions"), /tableName: "([a-z_]+)"/g),
  ])
}

/** Our tables, with the module that owns each. */
function ownTables(): Map<string, string> {
  const modules = path.join(root, "src", "modules")
  const owned = readdirSync(modules).flatMap((name) => {
    const models = path.join(modules, name, "models")
    const defined = /define\(\s*(?:\{[^}]*tableName: )?"([a-z_]+)"/g
    return existsSync(models)
      ? matchesIn(models, defined).map((table): [string, string] => [table, name])
      : []
  })
  return new Map(owned)
}

/** The imports that a folder must not have. */
const FORBIDDEN: [room: string, may_not_know: RegExp][] = [
  ["src", /^(packages|integration-tests|scripts)\b/],
  // These files of src/lib run statements, hold constants or the values of a call, or list core's hooks.
  [
    "src/modules",
    /^src\/(?!modules\b|lib\/(?:prepared|module-database|lost-connections|core-hooks|shop|call-value)$)/,
  ],
  ["src/medusa-sql", /^src\/(?!medusa-sql\b|lib\b)/],
  ["src/workflows", /^src\/(api|bot|admin|subscribers|jobs)\b/],
  ["src/metrics", /^src\/(api|bot|admin|subscribers|jobs|workflows)\b/],
  ["src/api", /^src\/(admin|subscribers|jobs)\b/],
  ["src/admin", /^src\/(?!admin\b)/],
  ["packages/sandbox", /^(src|integration-tests|scripts|packages\/(?!sandbox\b))/],
  ["packages/sample-shop", /^(integration-tests|scripts|packages\/(?!sample-shop\b))/],
]

describe("the architecture", () => {
  it.each(FORBIDDEN)("%s imports no higher layer", (room, forbidden) => {
    const broken = [...sources(room)].flatMap((file) =>
      imports(file)
        .filter((target) => forbidden.test(target))
        .map((target) => `${file} imports ${target}`),
    )
    expect(broken).toEqual([])
  })

  it("has modules that do not import each other", () => {
    const broken = [...sources("src/modules")].flatMap((file) => {
      const [, , own] = file.split(path.sep)
      return imports(file)
        .filter((target) => target.startsWith("src/modules/") && target.split(path.sep)[2] !== own)
        .map((target) => `${file} imports ${target}`)
    })
    expect(broken).toEqual([])
  })

  it.each(["bot", "api", "jobs", "subscribers"])("runs no SQL in src/%s", (folder) => {
    const runs = /PG_CONNECTION|framework\/(?:pg|mikro-orm)|lib\/(?:prepared|module-database)|\.raw\(/
    const broken = [...sources(path.join("src", folder))].filter((file) =>
      runs.test(readFileSync(path.join(root, file), "utf8")),
    )
    expect(broken).toEqual([])
  })

  it("names Medusa's tables only in src/medusa-sql", () => {
    const tables = medusaTables()
    const named = (file: string) => tablesIn(file).filter((table) => tables.has(table))
    const all = [...sources("src")].flatMap((file) => named(file).map((table) => `${file} names ${table}`))
    const [inside, outside] = [true, false].map((isInside) =>
      all.filter((line) => line.startsWith("src/medusa-sql/") === isInside),
    )
    expect(outside).toEqual([])
    expect(inside.length).toBeGreaterThan(50)
  })

  it("names a module's tables only in the module's folder", () => {
    const tables = ownTables()
    expect(tables.size).toBeGreaterThan(20)
    const broken = [...sources("src")].flatMap((file) =>
      tablesIn(file)
        .filter((table) => tables.has(table) && !file.startsWith(`src/modules/${tables.get(table)}/`))
        .map((table) => `${file} names ${table}`),
    )
    expect(broken).toEqual([])
  })

  it("has unique migration names: Medusa runs only one migration of a name across all modules", () => {
    const names = [...sources("src/modules")]
      .filter((file) => file.includes(`${path.sep}migrations${path.sep}`))
      .map((file) => path.basename(file))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it("starts no two frequent jobs in the same second: taps would wait for both", () => {
    const seconds = [...sources("src/jobs")].flatMap((file) => {
      const [, schedule = ""] = /schedule: "([^"]+)"/.exec(readFileSync(path.join(root, file), "utf8")) ?? []
      const fields = schedule.split(" ")
      return fields.length === 6 ? fields[0].split(",") : []
    })
    expect(seconds.length).toBeGreaterThan(20)
    expect(seconds.filter((second) => !/^\d+$/.test(second))).toEqual([])
    expect(seconds.filter((second, index) => seconds.indexOf(second) !== index)).toEqual([])
  })

  it("has a diagram that matches the models", async () => {
    const { page, written } = await pageWithDiagram()
    expect(page).toBe(written)
  })
})

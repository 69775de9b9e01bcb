import { readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
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

/** The imports that a folder must not have. */
const FORBIDDEN: [room: string, may_not_know: RegExp][] = [
  ["src", /^(packages|integration-tests|scripts)\b/],
  // These files of src/lib run statements and hold constants.
  ["src/modules", /^src\/(?!modules\b|lib\/(?:prepared|module-database|shop)$)/],
  ["src/workflows", /^src\/(api|bot|admin|subscribers|jobs)\b/],
  ["src/metrics", /^src\/(api|bot|admin|subscribers|jobs|workflows)\b/],
  ["src/api", /^src\/(admin|subscribers|jobs)\b/],
  ["src/admin", /^src\/(?!admin\b)/],
  ["packages/sandbox", /^(src|integration-tests|scripts)\b/],
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

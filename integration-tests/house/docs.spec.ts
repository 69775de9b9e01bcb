import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"

const root = path.resolve(__dirname, "..", "..")
const read = (file: string) => readFileSync(path.join(root, file), "utf8")

const PAGES = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...readdirSync(path.join(root, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
  ...readdirSync(path.join(root, "packages"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("README.md"))
    .map((file) => `packages/${file}`),
]

/** The anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (page: string) =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replace(/ /g, "-"),
  )

function isBroken(page: string, target: string): boolean {
  const [file, anchor] = target.split("#")
  const full = path.join(root, path.dirname(page), file)
  const linked = file ? full : path.join(root, page)
  return (
    !existsSync(linked) || (anchor !== undefined && !anchorsOf(readFileSync(linked, "utf8")).includes(anchor))
  )
}

const FOLDERS = "src|packages|integration-tests|scripts|docs|deploy"

describe.each(PAGES)("%s", (page) => {
  const text = read(page)

  it("links to files and headings that exist", () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target)
    expect(targets.filter((target) => !/^[a-z]+:/.test(target) && isBroken(page, target))).toEqual([])
  })

  it("names files that exist", () => {
    const paths = [...text.matchAll(new RegExp(`\`((?:${FOLDERS})/[\\w./-]+)\``, "g"))].map(
      ([, file]) => file,
    )
    const exists = (file: string) =>
      existsSync(path.join(root, file)) || existsSync(path.join(root, `${file}.spec.ts`))
    expect(paths.filter((file) => !exists(file))).toEqual([])
  })
})

it("docs/architecture.md lists every job", () => {
  const listed = [...read("docs/architecture.md").matchAll(/^\| `([a-z-]+)` \| each /gm)].map(
    ([, job]) => job,
  )
  const jobs = readdirSync(path.join(root, "src", "jobs")).map((file) => file.replace(/\.ts$/, ""))
  expect(listed.sort()).toEqual(jobs.sort())
})

it("names only commands that package.json has", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> }
  const named = PAGES.flatMap((page) =>
    [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script),
  )
  expect([...new Set(named)].filter((script) => !(script in scripts))).toEqual([])
})

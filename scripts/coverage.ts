import { mergeProcessCovs, type ProcessCov, type ScriptCov } from "@bcoe/v8-coverage"
import { createCoverageMap, type CoverageMap, type CoverageMapData } from "istanbul-lib-coverage"
import { createContext } from "istanbul-lib-report"
import { create } from "istanbul-reports"
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import v8ToIstanbul from "v8-to-istanbul"
import { ROOT, TSX } from "./start/paths"

const FOLDER = path.join(ROOT, "coverage")
/** Files that Node writes at the end of each shop process (NODE_V8_COVERAGE). */
const PROCESSES = path.join(FOLDER, "processes")

/** Lowest accepted share of lines and of branches, in percent. */
const FLOOR = 80

/** Measured files: the shop without the admin's pages, which run in a browser. */
const MEASURED = ["src/**/*.ts", "!src/**/*.spec.ts", "!src/admin/**", "!src/**/*.d.ts"]

/**
 * A compiled file of the shop: of a test's own build, of `npm run build`, or of the plugin in a host store. The host store has
 * a `.medusa/server` of its own.
 */
const COMPILED =
  /\/(?:guldasta-built-[^/]+|(?<!\/host-store-[^/]+\/)\.medusa\/server)\/(src\/(?!admin\/).+)\.js$/

type SourceMap = {
  lineLengths: number[]
  data: { mappings: string; names: string[]; version: number } | null
}
type NodeCoverage = ProcessCov & { "source-map-cache"?: Record<string, SourceMap> }

/**
 * Runs tests and measures which lines and branches of `src` they reach: in jest's processes and in the shop processes
 * that the tests start. Arguments go to `scripts/test.ts`. The report is in `coverage/index.html`. With names of suites it
 * reports the measured files only, and there is no floor.
 */
async function main(): Promise<number> {
  const given = process.argv.slice(2)
  // "-w 1" names no suite.
  const isPart = given.some((argument) => /^[^-\d]/.test(argument))
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(PROCESSES, { recursive: true })
  const collect = isPart ? [] : MEASURED.map((pattern) => `--collectCoverageFrom=${pattern}`)
  const { status } = spawnSync(
    process.execPath,
    [
      ...TSX,
      path.join(ROOT, "scripts", "test.ts"),
      ...given,
      "--coverage",
      "--coverageProvider=v8",
      "--coverageReporters=json",
      `--coverageDirectory=${path.join(FOLDER, "jest")}`,
      ...collect,
    ],
    { cwd: ROOT, stdio: "inherit", env: { ...process.env, GULDASTA_COVERAGE: PROCESSES } },
  )
  const map = createCoverageMap()
  for (const [file, covered] of Object.entries(coverageOfJest())) {
    if (isMeasured(file)) {
      map.addFileCoverage(covered)
    }
  }
  await addProcesses(map)
  report(map)
  return status === 0 && (isPart || reachesFloor(map)) ? 0 : 1
}

const isMeasured = (file: string) =>
  /^src\/(?!admin\/)(?!.*\.(?:spec|d)\.ts$).*\.ts$/.test(path.relative(ROOT, file))

function coverageOfJest(): CoverageMapData {
  const file = path.join(FOLDER, "jest", "coverage-final.json")
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as CoverageMapData) : {}
}

/**
 * Adds the coverage of the shop processes. Each suite builds the shop in its own temporary folder, so that equal files
 * have different addresses. They are merged by their source and by the length of their lines.
 */
async function addProcesses(map: CoverageMap): Promise<void> {
  const merged = new Map<string, { scripts: ScriptCov[]; map: SourceMap }>()
  for (const name of readdirSync(PROCESSES)) {
    const { result, "source-map-cache": maps = {} } = JSON.parse(
      readFileSync(path.join(PROCESSES, name), "utf8"),
    ) as NodeCoverage
    for (const script of result) {
      const [, source] = COMPILED.exec(script.url) ?? []
      const sourceMap = maps[script.url]
      if (source && sourceMap?.data) {
        const key = `${source}.ts:${sourceMap.lineLengths.join(",")}`
        const known = merged.get(key) ?? { scripts: [], map: sourceMap }
        known.scripts.push({ ...script, url: key })
        merged.set(key, known)
      }
    }
  }
  for (const [key, { scripts, map: sourceMap }] of merged) {
    const file = path.join(ROOT, key.slice(0, key.indexOf(":")))
    const { result } = mergeProcessCovs(scripts.map((script) => ({ result: [script] })))
    map.merge(await inTypeScript(file, result[0], sourceMap))
  }
}

/** Coverage of a compiled file, in positions of its TypeScript source. */
async function inTypeScript(file: string, script: ScriptCov, { lineLengths, data }: SourceMap) {
  const original = readFileSync(file, "utf8")
  const converter = v8ToIstanbul(file, 0, {
    // The compiled file may be deleted already. Only its positions matter, but the converter skips white space.
    source: lineLengths.map((length) => `${".".repeat(length)}\n`).join(""),
    originalSource: original,
    sourceMap: { sourcemap: { ...data, version: 3, sources: [file], sourcesContent: [original] } as never },
  })
  await converter.load()
  converter.applyCoverage(script.functions)
  return converter.toIstanbul()
}

function report(coverageMap: CoverageMap): void {
  const context = createContext({ dir: FOLDER, coverageMap, defaultSummarizer: "nested" })
  for (const reporter of [create("html"), create("lcovonly"), create("text-summary")]) {
    reporter.execute(context)
  }
}

function reachesFloor(map: CoverageMap): boolean {
  const { lines, branches } = map.getCoverageSummary()
  const low = Object.entries({ lines, branches }).filter(([, { pct }]) => pct < FLOOR)
  for (const [what, { pct }] of low) {
    console.error(`The tests reach ${pct} % of the ${what} of src. The floor is ${FLOOR} %.`)
  }
  return low.length === 0
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error)
    process.exit(1)
  },
)

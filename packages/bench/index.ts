import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { cpus } from "node:os"
import path from "node:path"
import { ROOT } from "../../scripts/start/paths"
import { checkout } from "./checkout"
import { table, type Figure } from "./figures"
import { gateway } from "./gateway"
import { guards } from "./guards"
import { history } from "./history"
import { largeCatalog } from "./large-catalog"
import { catalogImport, registry } from "./long-work"
import { memory } from "./memory"
import { pace } from "./pace"
import { peak } from "./peak"
import type { BenchOptions, Part, ProgramPart } from "./parts"
import { soak } from "./soak"
import { stock } from "./stock"
import { prepareEnvironment, startStand, type BenchEnvironment } from "./stand"
import { taps } from "./taps"
import { telegramClient } from "./telegram-client"

const PARTS: (Part | ProgramPart)[] = [
  taps,
  telegramClient,
  checkout,
  gateway,
  guards,
  memory,
  pace,
  soak,
  history,
  stock,
  largeCatalog,
  catalogImport,
  registry,
  peak,
]
const DEFAULTS: BenchOptions = {
  seconds: 10,
  taps: 100_000,
  soakSeconds: 300,
  orders: 120,
  history: 100_000,
  minutes: 30,
}

const USAGE = `Usage: npm run bench -- [${PARTS.map(({ name }) => name).join("] [")}] [--seconds=10] [--taps=100000] [--soak-seconds=300] [--orders=120] [--minutes=30] [--products=40]
Runs all parts when none is named. It starts everything that it needs, and sends requests to this machine only.`

/** Measures the shop part by part. Each part that needs a shop gets one with a new database. */
async function main(args: string[]): Promise<void> {
  const { parts, options, products } = parseArguments(args)
  let prepared: Promise<BenchEnvironment> | undefined
  const environment = () => (prepared ??= prepareEnvironment())
  const figures: Figure[] = []
  const failed: string[] = []
  try {
    for (const part of parts) {
      for (const size of sizesOf(part).filter((one) => !products || !one || one === products)) {
        try {
          const measured = await runPart(part, size, environment, options)
          figures.push(...measured)
          failed.push(...measured.flatMap(({ missed }) => missed ?? []))
        } catch (error) {
          // The results of the other parts must not be lost.
          failed.push(
            `${part.name} with ${size} products failed: ${error instanceof Error ? error.message : error}`,
          )
        }
      }
    }
  } finally {
    await (await prepared)?.clear()
  }
  console.log(`\n${table(figures)}\n`)
  const file = path.join(ROOT, "bench-results.json")
  writeFileSync(file, `${JSON.stringify({ ...machineInfo(), options, figures }, undefined, 2)}\n`)
  console.log(`Written to ${file}`)
  if (failed.length) {
    throw new Error(failed.join("\n"))
  }
}

const isProgram = (part: Part | ProgramPart): part is ProgramPart => "runAlone" in part

/** Catalogue sizes of a part, in products; 0 for a part without a shop. */
const sizesOf = (part: Part | ProgramPart): number[] => (isProgram(part) ? [0] : part.products)

async function runPart(
  part: Part | ProgramPart,
  products: number,
  environment: () => Promise<BenchEnvironment>,
  options: BenchOptions,
): Promise<Figure[]> {
  if (isProgram(part)) {
    return part.runAlone(options)
  }
  const stand = await startStand(await environment(), products, part)
  try {
    return await part.run(stand, options)
  } finally {
    await stand.stop()
  }
}

function parseArguments(args: string[]): {
  parts: (Part | ProgramPart)[]
  options: BenchOptions
  products: number | undefined
} {
  const flag = (name: string) => {
    const found = args.find((argument) => argument.startsWith(`--${name}=`))
    return found ? Number(found.split("=")[1]) : undefined
  }
  const names = args.filter((argument) => !argument.startsWith("--"))
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name))
  if (unknown.length) {
    throw new Error(USAGE)
  }
  return {
    parts: names.length ? PARTS.filter(({ name }) => names.includes(name)) : PARTS,
    options: {
      seconds: flag("seconds") ?? DEFAULTS.seconds,
      taps: flag("taps") ?? DEFAULTS.taps,
      soakSeconds: flag("soak-seconds") ?? DEFAULTS.soakSeconds,
      orders: flag("orders") ?? DEFAULTS.orders,
      history: flag("orders") ?? DEFAULTS.history,
      minutes: flag("minutes") ?? DEFAULTS.minutes,
    },
    products: flag("products"),
  }
}

function machineInfo() {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim()
  return {
    at: new Date().toISOString(),
    commit,
    node: process.version,
    processors: `${cpus().length} × ${cpus()[0]?.model ?? "?"}`,
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message)
    process.exit(1)
  },
)

import { execFileSync, spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { ROOT } from "./start/paths"

/** Result of the image's steps: its files, its command and its environment. */
export type Image = { folder: string; command: string[]; environment: Record<string, string> }

type Stage = { root: string; folder: string; environment: Record<string, string>; command: string[] }

/**
 * Runs the steps of the Dockerfile without Docker. Each stage has its own folder as file system. COPY takes
 * files that .dockerignore lets through (those that git tracks) or files of an earlier stage. RUN runs in the
 * stage's folder with this machine's Node and npm.
 *
 * @returns the last stage; the caller removes its folder (`path.dirname` holds all stages)
 * @throws when a step fails or is not supported here
 */
export function runImageSteps(log: (line: string) => void = () => {}): Image {
  const base = mkdtempSync(path.join(tmpdir(), "guldasta-image-"))
  const stages = new Map<string, Stage>()
  let stage: Stage | undefined
  for (const [word, rest] of instructions(readFileSync(path.join(ROOT, "Dockerfile"), "utf8"))) {
    log(`${word} ${rest}`)
    if (word === "FROM") {
      const name = / AS (\S+)$/.exec(rest)?.[1] ?? "last"
      stage = { root: path.join(base, name), folder: "/", environment: {}, command: [] }
      mkdirSync(stage.root)
      stages.set(name, stage)
    } else if (stage) {
      take(stage, word, rest, stages)
    }
  }
  if (!stage) {
    throw new Error("The Dockerfile has no stage.")
  }
  return { folder: inside(stage, stage.folder), command: stage.command, environment: stage.environment }
}

/** Parses a Dockerfile into pairs of instruction and arguments, without comments. */
function instructions(text: string): [string, string][] {
  const lines = text.replace(/\\\n/g, " ").split("\n")
  const used = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"))
  return used.map((line) => [line.split(" ")[0], line.slice(line.indexOf(" ") + 1)])
}

function take(stage: Stage, word: string, rest: string, stages: Map<string, Stage>): void {
  switch (word) {
    case "WORKDIR":
      stage.folder = rest
      mkdirSync(inside(stage, rest), { recursive: true })
      return
    case "ENV":
      Object.assign(stage.environment, Object.fromEntries(rest.split(" ").map((each) => each.split("="))))
      return
    case "COPY":
      return copy(stage, rest.split(" "), stages)
    case "RUN":
      return run(stage, rest)
    case "CMD":
      stage.command = JSON.parse(rest) as string[]
      return
    case "USER":
    case "EXPOSE":
    case "STOPSIGNAL":
    case "HEALTHCHECK":
      // These instructions change no files.
      return
    default:
      throw new Error(`The Dockerfile instruction ${word} is not supported here.`)
  }
}

const inside = ({ root, folder }: Stage, target: string) => path.join(root, path.resolve(folder, target))

function copy(stage: Stage, words: string[], stages: Map<string, Stage>): void {
  const from = words[0].startsWith("--from=") ? stages.get(words[0].slice("--from=".length)) : undefined
  const sources = words.slice(from ? 1 : 0, -1)
  const target = words.at(-1) ?? "."
  for (const source of sources) {
    const full = from ? path.join(from.root, source) : path.join(ROOT, source)
    const isFolder = statSync(full).isDirectory()
    const isInto = target.endsWith("/") && !isFolder
    const place = inside(stage, isInto ? path.join(target, path.basename(source)) : target)
    if (from) {
      cpSync(full, place, { recursive: true, verbatimSymlinks: true })
    } else {
      copyContext(source, isFolder ? place : undefined, place)
    }
  }
}

/** Copies the files that Docker would copy: the files that git tracks, without tests. */
function copyContext(source: string, folder: string | undefined, place: string): void {
  const known = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", source], {
    cwd: ROOT,
    encoding: "utf8",
  })
  const files = known.split("\n").filter((file) => file && !file.endsWith(".spec.ts"))
  for (const file of files.filter((each) => existsSync(path.join(ROOT, each)))) {
    cpSync(path.join(ROOT, file), folder ? path.join(folder, path.relative(source, file)) : place)
  }
}

function run(stage: Stage, command: string): void {
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command], {
    cwd: inside(stage, "."),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...stage.environment },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) {
    throw new Error(`RUN ${command} failed:\n${`${stdout}${stderr}`.slice(-3000)}`)
  }
}

if (require.main === module) {
  const image = runImageSteps((line) => console.log(line))
  console.log(`\nThe image's files are in ${image.folder}; it runs: ${image.command.join(" ")}`)
}

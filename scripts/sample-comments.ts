import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { ROOT } from "./start/paths"

const FOLDERS = ["src", "packages", "scripts", "integration-tests"]
const COUNT = 40

/** Lists the doc comments of a file, each with the first line of its declaration. */
function commentsOf(file: string): { at: string; comment: string; declaration: string }[] {
  const text = readFileSync(path.join(ROOT, file), "utf8")
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map(({ 0: comment, index }) => ({
    at: `${file}:${text.slice(0, index).split("\n").length}`,
    comment: comment.replace(/^\s*(\/\*\*|\*\/|\*)\s?|\s*\*\/$/gm, "").trim(),
    declaration: text
      .slice(index + comment.length)
      .trim()
      .split("\n")[0],
  }))
}

/** Creates a random number generator with a seed (mulberry32), so that everybody gets the same sample. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Prints 40 documentation comments, chosen by a seed: `npx tsx scripts/sample-comments.ts 1`. */
function main(seed: number): void {
  const all = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter(
        (name) => /\.tsx?$/.test(name) && !name.includes("migrations") && !name.includes("node_modules"),
      )
      .sort()
      .flatMap((name) => commentsOf(path.join(folder, name))),
  )
  const random = randomFrom(seed)
  for (let n = 1; n <= COUNT; n++) {
    const [{ at, comment, declaration }] = all.splice(Math.floor(random() * all.length), 1)
    console.log(`${n}. ${at}\n${comment}\n  → ${declaration}\n`)
  }
}

main(Number(process.argv[2] ?? 1))

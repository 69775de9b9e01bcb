import { Readable } from "node:stream"
import { setImmediate as nextTurn } from "node:timers/promises"
import { parse } from "csv-parse"
import { decodeLongText } from "./decode-text"

/** Cells of a line of a table, and its line number in the file, starting at 1. */
export type TableLine = { cells: string[]; line: number }

/** Lines in which the separator is looked for. */
const FIRST_LINES = 30
/** Lines between two pauses. */
const PAUSE_EVERY = 200
/** Characters that the parser reads at once, so that it never blocks the event loop for long. */
const CHUNK = 16 * 1024

/** The most frequent separator in the first lines. */
function separatorOf(text: string): string {
  const start = text.split(/\r?\n/, FIRST_LINES).join("\n")
  const count = (sign: string) => start.split(sign).length
  return [";", "\t", ","].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function* chunksOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += CHUNK) {
    yield text.slice(from, from + CHUNK)
  }
}

/**
 * Reads CSV as people save it: separated by `;`, `,` or tabs, in UTF-8, UTF-16 or windows-1251. It leaves out empty lines, and lets
 * the event loop process requests meanwhile.
 *
 * @throws the parser's error when the file is not CSV
 */
export async function readCsv(bytes: Uint8Array): Promise<TableLine[]> {
  const text = await decodeLongText(bytes)
  const parser = parse({
    delimiter: separatorOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
  })
  const lines: TableLine[] = []
  for await (const { record, info } of Readable.from(chunksOf(text)).pipe(parser)) {
    lines.push({ cells: record, line: info.lines })
    if (lines.length % PAUSE_EVERY === 0) {
      await nextTurn()
    }
  }
  return lines
}

import { promisify } from "node:util"
import { inflateRaw } from "node:zlib"
import { MedusaError } from "@medusajs/framework/utils"
import type { TableLine } from "./read-csv"

const inflate = promisify(inflateRaw)

/** The first bytes of a ZIP archive, which an XLSX file is. */
const LOCAL_FILE = 0x04034b50
const DIRECTORY_ENTRY = 0x02014b50
const DIRECTORY_END = 0x06054b50
/** Bytes of the fixed parts of these three records (APPNOTE of PKWARE, 4.3). */
const LOCAL_SIZE = 30
const ENTRY_SIZE = 46
const END_SIZE = 22
/** Maximum length of the comment behind the last record. */
const COMMENT = 0xffff

/**
 * Maximum number of files in the archive, and of bytes of its tables after decompression. A sheet of 2,000 lines has less than 1 MB;
 * the reader of XLSX does not end with a sheet of 8 MB.
 */
const MOST_FILES = 200
const MOST_BYTES = 4 * 1024 * 1024

/** Whether a file begins as a ZIP archive. */
export const isZip = (bytes: Buffer): boolean => bytes.length > 4 && bytes.readUInt32LE(0) === LOCAL_FILE

const unreadable = (sentence: string) => new MedusaError(MedusaError.Types.INVALID_DATA, sentence)

type Packed = { name: string; isDeflated: boolean; bytes: Buffer }

/** The XML files of an archive, as its directory lists them. @throws when a record is outside of the file */
function packedIn(file: Buffer): Packed[] {
  const signature = Buffer.alloc(4)
  signature.writeUInt32LE(DIRECTORY_END)
  const end = file.lastIndexOf(signature)
  if (end < 0 || end < file.length - END_SIZE - COMMENT) {
    throw unreadable("The archive has no directory.")
  }
  const found: Packed[] = []
  let at = file.readUInt32LE(end + 16)
  const entries = Math.min(file.readUInt16LE(end + 10), MOST_FILES)
  for (let index = 0; index < entries && file.readUInt32LE(at) === DIRECTORY_ENTRY; index += 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      file.readUInt16LE(at + offset),
    )
    const name = file.toString("utf8", at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength)
    const local = file.readUInt32LE(at + 42)
    const begin = local + LOCAL_SIZE + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    if (/\.(?:xml|rels)$/.test(name)) {
      const bytes = file.subarray(begin, begin + file.readUInt32LE(at + 20))
      found.push({ name, isDeflated: file.readUInt16LE(at + 10) === 8, bytes })
    }
    at += ENTRY_SIZE + nameLength + extraLength + commentLength
  }
  return found
}

/**
 * Decompresses the XML files of an archive, up to {@link MOST_BYTES}, and packs them again without compression: a small archive can
 * decompress to gigabytes, and the reader of XLSX has no limit.
 */
async function unpacked(file: Buffer): Promise<Buffer> {
  const { zipSync } = await import("fflate")
  let left = MOST_BYTES
  const files: Record<string, Uint8Array> = {}
  for (const { name, isDeflated, bytes } of packedIn(file)) {
    const content = isDeflated ? await inflate(bytes, { maxOutputLength: Math.max(left, 1) }) : bytes
    left -= content.length
    if (left < 0) {
      throw unreadable("The tables of the file are too large.")
    }
    files[name] = content
  }
  return Buffer.from(zipSync(files, { level: 0 }))
}

const textOf = (cell: unknown): string =>
  cell instanceof Date
    ? cell.toISOString().slice(0, 10)
    : cell === null || cell === undefined
      ? ""
      : String(cell as string | number | boolean).trim()

/**
 * Reads the first sheet of an XLSX file. Numbers have a decimal point, and dates are YYYY-MM-DD. Empty lines are left out.
 *
 * @throws the reader's error when the file is not XLSX, or too large when it is decompressed
 */
export async function readXlsx(file: Buffer): Promise<TableLine[]> {
  const { readSheet } = await import("read-excel-file/node")
  const rows: unknown[][] = await readSheet(await unpacked(file))
  return rows
    .map((cells, index) => ({ cells: cells.map(textOf), line: index + 1 }))
    .filter(({ cells }) => cells.some(Boolean))
}

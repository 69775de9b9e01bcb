import { createHash } from "node:crypto"
import { mkdir, readFile, writeFile } from "node:fs/promises"
import path from "node:path"
import { badRequest } from "./errors"
import { imageSize, offeredSizes, photoSize } from "./photos"
import type { FileRecord } from "./state"
import type { Document, PhotoSize } from "./types"

export type Upload = { name: string; bytes: Buffer }

const mebibyte = 1024 * 1024
const limits = { upload: 10 * mebibyte, byUrl: 5 * mebibyte }
const fetchTimeoutMs = 10_000
const mimeTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
  json: "application/json",
}

/**
 * The files that people and the bot have sent. All sizes of a photo share the bytes of the original; only their declared
 * dimensions differ.
 */
export class FileStore {
  constructor(
    readonly records: FileRecord[],
    private readonly folder: string,
    private readonly allowLocalUrls: boolean,
    private readonly changed: () => void,
  ) {}

  find(fileId: string) {
    return this.records.find((record) => record.file_id === fileId)
  }

  /** @param filePath as returned by `getFile` */
  findByPath(filePath: string) {
    return this.records.find((record) => pathOf(record) === filePath)
  }

  bytes(record: FileRecord) {
    return readFile(path.join(this.folder, record.stored_as))
  }

  /** Stores an uploaded picture. @returns its sizes, smallest first */
  async addPhoto({ bytes }: Upload): Promise<PhotoSize[]> {
    if (bytes.length === 0) throw badRequest("file must be non-empty")
    if (bytes.length > limits.upload) throw badRequest("file is too big")
    const size = photoSize(bytes)
    const stored_as = await this.write(bytes, size.type)
    return offeredSizes(size).map(({ letter, width, height }) =>
      photoOf(
        this.put({
          file_id: `AgACAgIAAxk${stored_as.slice(0, 40)}${letter}`,
          file_unique_id: `AQAD${stored_as.slice(0, 12)}${letter}`,
          stored_as,
          kind: "photo",
          size: bytes.length,
          mime_type: mimeTypes[size.type],
          width,
          height,
        }),
      ),
    )
  }

  async addDocument({ bytes, name }: Upload): Promise<Document> {
    if (bytes.length === 0) throw badRequest("file must be non-empty")
    const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1].toLowerCase() ?? "dat"
    const stored_as = await this.write(bytes, extension)
    const named = createHash("sha256").update(name).digest("base64url").slice(0, 8)
    return documentOf(
      this.put({
        file_id: `BQACAgIAAxk${stored_as.slice(0, 40)}${named}`,
        file_unique_id: `AgAD${stored_as.slice(0, 12)}`,
        stored_as,
        kind: "document",
        size: bytes.length,
        mime_type: mimeTypes[extension] ?? "application/octet-stream",
        name,
      }),
    )
  }

  /** Returns the sizes of a stored photo. @throws ApiError 400 for an unknown id or another kind of file */
  photoAgain(fileId: string): PhotoSize[] {
    const record = this.known(fileId)
    if (record.kind !== "photo") throw badRequest("can't use file of type Document as Photo")
    return this.records
      .filter((other) => other.kind === "photo" && other.stored_as === record.stored_as)
      .map(photoOf)
  }

  documentAgain(fileId: string): Document {
    const record = this.known(fileId)
    if (record.kind !== "document") throw badRequest("can't use file of type Photo as Document")
    return documentOf(record)
  }

  private known(fileId: string) {
    const record = this.find(fileId)
    if (!record) throw badRequest("wrong remote file identifier specified: Wrong string length")
    return record
  }

  /**
   * Downloads a file that the bot gave as a URL.
   *
   * @throws ApiError 400 with Telegram's error text
   */
  async download(url: string, kind: "photo" | "document"): Promise<Upload> {
    if (!URL.canParse(url)) throw badRequest("wrong HTTP URL specified")
    const { hostname, pathname } = new URL(url)
    if (!this.allowLocalUrls && isLocalHost(hostname))
      throw badRequest("wrong HTTP URL specified: Wrong host")
    const response = await fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) }).catch(() => undefined)
    if (!response?.ok) throw badRequest("failed to get HTTP URL content")
    const bytes = Buffer.from(await response.arrayBuffer())
    if (bytes.length > limits.byUrl * (kind === "photo" ? 1 : 4))
      throw badRequest("failed to get HTTP URL content")
    if (kind === "photo" && !imageSize(bytes)) throw badRequest("wrong type of the web page content")
    return { bytes, name: path.posix.basename(pathname) || "file" }
  }

  private put(record: FileRecord) {
    const known = this.find(record.file_id)
    if (known) return known
    this.records.push(record)
    this.changed()
    return record
  }

  /** Writes a file named by the hash of its bytes, so that equal files are stored once. */
  private async write(bytes: Buffer, extension: string) {
    const name = `${createHash("sha256").update(bytes).digest("hex")}.${extension}`
    await mkdir(this.folder, { recursive: true })
    await writeFile(path.join(this.folder, name), bytes)
    return name
  }
}

export function pathOf(record: FileRecord) {
  const extension = record.stored_as.slice(record.stored_as.lastIndexOf("."))
  return `${record.kind}s/${record.file_unique_id}${extension}`
}

function photoOf(record: FileRecord): PhotoSize {
  const { file_id, file_unique_id, width = 0, height = 0, size } = record
  return { file_id, file_unique_id, width, height, file_size: size }
}

function documentOf({ file_id, file_unique_id, name, mime_type, size }: FileRecord): Document {
  return { file_id, file_unique_id, ...(name ? { file_name: name } : {}), mime_type, file_size: size }
}

/** Whether Telegram's servers cannot reach the host: localhost and private networks. */
export function isLocalHost(hostname: string) {
  const host = hostname.replace(/^\[|\]$/g, "")
  return (
    !host.includes(".") ||
    /^(127\.|10\.|192\.168\.|169\.254\.|0\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host) ||
    /\.(localhost|local|internal|test)$/.test(host)
  )
}

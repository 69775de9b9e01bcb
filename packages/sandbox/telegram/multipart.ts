import { badRequest } from "./errors"
import type { Upload } from "./files"

export type Form = { fields: Record<string, string>; files: Map<string, Upload> }

/**
 * Parses a multipart/form-data body. Names may be unquoted: Telegram accepts that, and some clients, such as grammY, send
 * file names without quotes.
 *
 * @throws ApiError 400 when the body is truncated or not multipart
 */
export function readMultipart(contentType: string, body: Buffer): Form {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (!boundary) throw badRequest("can't parse multipart/form-data: boundary not found")
  const form: Form = { fields: {}, files: new Map() }
  for (const part of partsOf(body, `--${boundary[1] ?? boundary[2]}`)) addPart(form, part)
  return form
}

function partsOf(body: Buffer, delimiter: string): Buffer[] {
  const parts: Buffer[] = []
  const next = Buffer.from(`\r\n${delimiter}`)
  if (body.indexOf(delimiter) !== 0) throw unreadable()
  let start = delimiter.length
  while (body.toString("latin1", start, start + 2) !== "--") {
    const end = body.indexOf(next, start)
    if (end < 0 || body.toString("latin1", start, start + 2) !== "\r\n") throw unreadable()
    parts.push(body.subarray(start + 2, end))
    start = end + next.length
  }
  return parts
}

function addPart(form: Form, part: Buffer) {
  const headersEnd = part.indexOf("\r\n\r\n")
  if (headersEnd < 0) throw unreadable()
  const headers = part.toString("utf8", 0, headersEnd)
  const disposition = headers.split("\r\n").find((line) => /^content-disposition:/i.test(line)) ?? ""
  const name = parameter(disposition, "name")
  if (name === undefined) throw unreadable()
  const bytes = part.subarray(headersEnd + 4)
  const fileName = parameter(disposition, "filename")
  if (fileName === undefined) form.fields[name] = bytes.toString("utf8")
  else form.files.set(name, { name: fileName, bytes })
}

function parameter(disposition: string, name: string) {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;]*))`, "i").exec(disposition)
  return found ? (found[1] ?? found[2].trim()) : undefined
}

const unreadable = () => badRequest("can't parse multipart/form-data request body")

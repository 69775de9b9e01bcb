import type { IncomingMessage, ServerResponse } from "node:http"
import { ApiError } from "./errors"

/** So much of a body that is too large is still read, so that its sender hears the answer. */
const mostDrained = 64 * 1024 * 1024

/**
 * @param most bytes
 * @throws ApiError 413 for a larger body
 */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size <= most) chunks.push(chunk)
    else chunks.length = 0
    if (size > mostDrained) break
  }
  if (size > most) throw new ApiError(413, "Request Entity Too Large")
  return Buffer.concat(chunks)
}

export function sendJson(response: ServerResponse, status: number, value: unknown) {
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": body.length,
    "cache-control": "no-store",
  })
  response.end(body)
}

export function sendBytes(response: ServerResponse, type: string, bytes: Buffer) {
  response.writeHead(200, {
    "content-type": type,
    "content-length": bytes.length,
    "x-content-type-options": "nosniff",
  })
  response.end(bytes)
}

import type { IncomingMessage, ServerResponse } from "node:http"
import { ApiError } from "./errors"

/** An oversized body is read up to this size, so that its sender can receive the error response. */
const maxDrained = 64 * 1024 * 1024

/**
 * @param most maximum size in bytes
 * @throws ApiError 413 when the body is larger
 */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size <= most) chunks.push(chunk)
    else chunks.length = 0
    if (size > maxDrained) break
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

/** @param cacheSeconds for how long the browser may keep the bytes without asking again */
export function sendBytes(response: ServerResponse, type: string, bytes: Buffer, cacheSeconds?: number) {
  response.writeHead(200, {
    "content-type": type,
    "content-length": bytes.length,
    ...(cacheSeconds ? { "cache-control": `public, max-age=${cacheSeconds}` } : {}),
    "x-content-type-options": "nosniff",
  })
  response.end(bytes)
}

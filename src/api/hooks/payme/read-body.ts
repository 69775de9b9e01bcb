import type { IncomingMessage } from "node:http"

/** Payme's requests are far below; whoever sends more is not read to the end. */
const MOST_BYTES = 64 * 1024

/**
 * Reads a request's body as it came. What is too long, or broken off, is a text that is no JSON.
 */
export async function readBody(req: IncomingMessage, most = MOST_BYTES): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of req) {
      const bytes = Buffer.from(part)
      size += bytes.length
      if (size <= most) {
        parts.push(bytes)
      }
    }
  } catch {
    return ""
  }
  return size > most ? "" : Buffer.concat(parts).toString("utf8")
}

import type { IncomingMessage } from "node:http"

/** Maximum body of a gateway's request; real requests are much smaller. */
const MOST_BYTES = 64 * 1024

/**
 * Reads the raw request body to its end, so that a client that sent too much still receives the answer.
 *
 * @param most maximum size in bytes
 * @returns undefined for a longer body
 * @throws the connection's error when the client disconnects
 */
export async function readBytes(req: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of req) {
    const bytes = Buffer.from(part)
    size += bytes.length
    if (size <= most) {
      parts.push(bytes)
    }
  }
  return size > most ? undefined : Buffer.concat(parts)
}

/**
 * Reads the raw body of a gateway's request. Returns an empty text for a body that is too long or incomplete;
 * an empty text fails every signature check.
 */
export async function readBody(req: IncomingMessage, most = MOST_BYTES): Promise<string> {
  try {
    return (await readBytes(req, most))?.toString("utf8") ?? ""
  } catch {
    return ""
  }
}

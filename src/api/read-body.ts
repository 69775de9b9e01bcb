import type { IncomingMessage } from "node:http"

/** What a gateway's requests stay far below. */
const MOST_BYTES = 64 * 1024

/**
 * Reads a request's body as it came, to its end, so that whoever sent too much hears the answer.
 *
 * @param most bytes
 * @returns undefined for what is longer
 * @throws what the connection throws when it is broken off
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

/** Reads a gateway's request as it came. What is too long, or broken off, is an empty text, which nobody signed. */
export async function readBody(req: IncomingMessage, most = MOST_BYTES): Promise<string> {
  try {
    return (await readBytes(req, most))?.toString("utf8") ?? ""
  } catch {
    return ""
  }
}

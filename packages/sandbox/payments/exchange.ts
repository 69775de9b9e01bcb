import type { IncomingMessage, ServerResponse } from "node:http"
import type { Call } from "./types"

const MAX_BODY_BYTES = 1024 * 1024

/** Timeout of a call to the shop, in ms. */
const TIMEOUT_MS = 30_000

/** Reads the body of a request. @throws Error when it is larger than 1 MiB */
export async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes = Buffer.from(part)
    size += bytes.length
    if (size > MAX_BODY_BYTES) throw new Error("the body is too large")
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString("utf8")
}

/** Reads a submitted form, for example the button of a pay page: `(await readForm(request)).get("action")`. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request))
}

/** Parses the URL of a request. Its origin is a placeholder. */
export const addressOf = (request: IncomingMessage) => new URL(request.url ?? "/", "http://sandbox")

export function sendPage(response: ServerResponse, page: string, status = 200): true {
  const body = Buffer.from(page)
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-length": body.length,
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
  })
  response.end(body)
  return true
}

/** Redirects with 303 after a form submission, so that reloading the page does not submit it again. */
export function redirect(response: ServerResponse, address: string): true {
  response.writeHead(303, { location: address, "cache-control": "no-store" })
  response.end()
  return true
}

export type Message = {
  /** Full URL of the hook. */
  url: string
  /** Display name; see {@link Call}. */
  name: string
  headers: Record<string, string>
  body: string
  /** Displayed content. Defaults to the body, parsed as JSON when possible. */
  sent?: unknown
}

/** Calls a hook of the shop by POST. It never throws: network errors, timeouts and non-JSON answers are part of the Call. */
export async function callShop({ url, name, headers, body, sent }: Message): Promise<Call> {
  const call = { at: Date.now(), name, sent: sent ?? read(body) }
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await fetch(url, { method: "POST", headers, body, signal })
    return { ...call, status: response.status, answered: read(await response.text()) }
  } catch (error) {
    return { ...call, status: 0, answered: reasonOf(error) }
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

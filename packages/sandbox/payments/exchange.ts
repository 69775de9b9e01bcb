import type { IncomingMessage, ServerResponse } from "node:http"
import type { Call } from "./types"

const MOST_BYTES = 1024 * 1024

/** So long a gateway waits for the shop, in ms. */
const PATIENCE_MS = 30_000

/** The whole body of a request, as it came. @throws Error when it is longer than a megabyte */
export async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes = Buffer.from(part)
    size += bytes.length
    if (size > MOST_BYTES) throw new Error("the body is too large")
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString("utf8")
}

/** A form that was sent, such as the buttons of a pay page: `(await readForm(request)).get("action")`. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request))
}

/** The address of a request; only its path and its query mean something. */
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

/** Sends the browser on, after a form: it then asks for the page anew, and reloading it sends nothing twice. */
export function sendAway(response: ServerResponse, address: string): true {
  response.writeHead(303, { location: address, "cache-control": "no-store" })
  response.end()
  return true
}

export type Message = {
  /** The hook's whole address. */
  url: string
  /** For people; see {@link Call}. */
  name: string
  headers: Record<string, string>
  body: string
  /** What people read of it; the body as JSON when left out. */
  sent?: unknown
}

/** Calls one of the shop's hooks by POST. Whatever happens is a call: nobody there, no JSON, no answer in 30 s. */
export async function callShop({ url, name, headers, body, sent }: Message): Promise<Call> {
  const call = { at: Date.now(), name, sent: sent ?? read(body) }
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
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

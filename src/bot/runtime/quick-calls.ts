import { Agent as HttpAgent, request as httpRequest } from "node:http"
import { Agent as HttpsAgent, request as httpsRequest } from "node:https"
import { HttpError, InputFile, type ApiClientOptions, type Transformer } from "grammy"
import { asError } from "./as-error"

/**
 * An idle connection is closed after this time, in ms. It is shorter than the server's 60 s, because a call
 * on a connection that the server is closing fails with an unknown outcome.
 */
const IDLE_MS = 30_000
const KEPT = { keepAlive: true, timeout: IDLE_MS }
const AGENTS = { http: new HttpAgent(KEPT), https: new HttpsAgent(KEPT) }
const HEADERS = { "content-type": "application/json" }

type Signal = Parameters<Transformer>[3]
type Telegram = {
  token: string
  /** Without a trailing slash. */
  apiRoot?: string
  /** Timeout of a call, in seconds; then its answer counts as lost. */
  timeoutSeconds: number
}

const isSecure = (url: string): boolean => url.startsWith("https:")
const agentOf = (url: string): HttpAgent => (isSecure(url) ? AGENTS.https : AGENTS.http)

const API_ROOT = "https://api.telegram.org"

/** Options for the calls that grammY makes itself, over the same connections. */
export function clientOptions({
  apiRoot = API_ROOT,
  timeoutSeconds,
}: Omit<Telegram, "token">): ApiClientOptions {
  return { apiRoot, timeoutSeconds, baseFetchConfig: { agent: agentOf(apiRoot) } }
}

/**
 * Brings calls to Telegram by Node's own client: of a tap's way, grammY's (node-fetch, a polyfilled signal for each
 * call) would be a good part. What carries a file goes grammY's way. To be used first: other transformers stand before
 * it. Errors are grammY's: `HttpError` where Telegram was not reached or its answer was lost.
 */
export function quickCalls({ token, apiRoot = API_ROOT, timeoutSeconds }: Telegram): Transformer {
  return async (call, method, payload, signal) => {
    if (carriesFile(payload)) {
      return call(method, payload, signal)
    }
    try {
      const answer = await post(`${apiRoot}/bot${token}/${method}`, JSON.stringify(payload), {
        timeoutMs: timeoutSeconds * 1000,
        signal,
      })
      return JSON.parse(answer)
    } catch (error) {
      // The message contains no URL, so it cannot contain the token.
      throw new HttpError(`Network request for '${method}' failed: ${asError(error).message}`, error)
    }
  }
}

function carriesFile(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    (value instanceof InputFile || Object.values(value).some(carriesFile))
  )
}

/** @throws whatever the connection says; after the time or at the signal the request is given up */
function post(
  url: string,
  body: string,
  { timeoutMs, signal }: { timeoutMs: number; signal: Signal },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { method: "POST", headers: HEADERS, agent: agentOf(url) }
    const sent = (isSecure(url) ? httpsRequest : httpRequest)(url, options, (response) => {
      let answer = ""
      response.setEncoding("utf8")
      response.on("data", (chunk: string) => (answer += chunk))
      response.once("end", () => resolve(answer))
      response.once("error", fail)
    })
    const timer = setTimeout(() => fail(new Error(`No answer in ${timeoutMs} ms.`)), timeoutMs)
    const stop = () => fail(new Error("The call was given up."))
    function fail(error: Error): void {
      reject(error)
      sent.destroy()
    }
    sent.on("error", fail)
    sent.once("close", () => {
      clearTimeout(timer)
      signal?.removeEventListener("abort", stop)
    })
    signal?.addEventListener("abort", stop)
    if (signal?.aborted) {
      stop()
    } else {
      sent.end(body)
    }
  })
}

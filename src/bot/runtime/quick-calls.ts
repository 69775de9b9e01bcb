import { Agent as HttpAgent, request as httpRequest } from "node:http"
import { Agent as HttpsAgent, request as httpsRequest } from "node:https"
import { HttpError, InputFile, type ApiClientOptions, type Transformer } from "grammy"
import { asError } from "../../lib/as-error"

/**
 * Closes idle connections after this time in ms. Telegram's server closes them after 60 s, and a call on a
 * connection that is closing has an unknown result.
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
  /** Timeout of a call in seconds. After it the result of the call is unknown. */
  timeoutSeconds: number
}

const isSecure = (url: string): boolean => url.startsWith("https:")
const agentOf = (url: string): HttpAgent => (isSecure(url) ? AGENTS.https : AGENTS.http)

const API_ROOT = "https://api.telegram.org"

/** Options for grammY's own calls, which share the connections. */
export function clientOptions({
  apiRoot = API_ROOT,
  timeoutSeconds,
}: Omit<Telegram, "token">): ApiClientOptions {
  return { apiRoot, timeoutSeconds, baseFetchConfig: { agent: agentOf(apiRoot) } }
}

/**
 * Calls the Bot API with Node's HTTP client, which is faster than grammY's (node-fetch with a polyfilled
 * signal per call).
 * grammY still sends the calls that upload files. Register this transformer before all others, so that the
 * others wrap it.
 * Throws grammY's `HttpError` when Telegram is unreachable or its response is lost.
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

/** @throws Error when the connection fails, after the timeout and when the signal aborts */
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
    const timer = setTimeout(() => fail(new Error(`Telegram did not respond in ${timeoutMs} ms.`)), timeoutMs)
    const stop = () => fail(new Error("The call was aborted."))
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

import { Agent as HttpAgent } from "node:http"
import { Agent as HttpsAgent } from "node:https"
import { HttpError, type ApiClientOptions, type Transformer } from "grammy"
import { asError } from "../../lib/as-error"

/**
 * Closes idle connections after this time in ms. Telegram's server closes them after 60 s, and a call on a
 * connection that is closing has an unknown result.
 */
const IDLE_MS = 30_000
const KEPT = { keepAlive: true, timeout: IDLE_MS }
const AGENTS = { http: new HttpAgent(KEPT), https: new HttpsAgent(KEPT) }

export const API_ROOT = "https://api.telegram.org"

type Telegram = {
  /** Without a trailing slash. */
  apiRoot?: string
  /** Timeout of a call in seconds. After it the result of the call is unknown. */
  timeoutSeconds: number
}

/** Options for grammY's client. All clients of the process share the connections. */
export function clientOptions({ apiRoot = API_ROOT, timeoutSeconds }: Telegram): ApiClientOptions {
  const agent = apiRoot.startsWith("https:") ? AGENTS.https : AGENTS.http
  return { apiRoot, timeoutSeconds, baseFetchConfig: { agent } }
}

/**
 * Replaces grammY's `HttpError` by one that names the reason and does not contain the token. grammY's own has
 * no reason in its message, and its cause contains the URL with the token.
 * Register this transformer before all others, so that the others wrap it.
 */
export function redactToken(token: string): Transformer {
  return async (call, method, payload, signal) => {
    try {
      return await call(method, payload, signal)
    } catch (error) {
      if (!(error instanceof HttpError)) {
        throw error
      }
      const cause = asError(error.error)
      const reason = cause.message.replaceAll(token, "…")
      const code = "code" in cause ? { code: cause.code } : {}
      throw new HttpError(
        `Network request for '${method}' failed: ${reason}`,
        Object.assign(new Error(reason), code),
      )
    }
  }
}

import { Agent, request } from "node:http"
import type { Transformer } from "grammy"

const AGENT = new Agent({ keepAlive: true })
const HEADERS = { "content-type": "application/json" }

type Signal = Parameters<Transformer>[3]

/**
 * Calls the Bot API with Node's HTTP client instead of grammY's (node-fetch with a polyfilled signal per call).
 * The bench measures with it how much a client of our own would save. It uploads no files.
 */
export function quickCalls(token: string, apiRoot: string, timeoutSeconds: number): Transformer {
  return async (_call, method, payload, signal) =>
    JSON.parse(
      await post(`${apiRoot}/bot${token}/${method}`, JSON.stringify(payload), timeoutSeconds * 1000, signal),
    )
}

/** @throws Error when the connection fails, after the timeout and when the signal aborts */
function post(url: string, body: string, timeoutMs: number, signal: Signal): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers: HEADERS, agent: AGENT }, (response) => {
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
    sent.end(body)
  })
}

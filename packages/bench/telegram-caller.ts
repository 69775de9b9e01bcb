import { Agent, request } from "node:http"
import { Api, InlineKeyboard, type ApiClientOptions } from "grammy"
import { clientOptions, quickCalls } from "../../src/bot/runtime/quick-calls"
import { BOT_TOKEN } from "./bot-api"

const TIMEOUT_SECONDS = 30
const WARM_UP_SECONDS = 2
/** Calls in flight: ten shoppers tap, and a tap makes two calls. */
export const CALLS_IN_FLIGHT = 20

type CustomFetch = ApiClientOptions["fetch"]

/** The clients under comparison, each with its own connections. */
export const CLIENTS = {
  "grammY as it is": (apiRoot) => new Api(BOT_TOKEN, { apiRoot, timeoutSeconds: TIMEOUT_SECONDS }),
  "grammY with a keep-alive agent": (apiRoot) => new Api(BOT_TOKEN, clientOptions(telegramAt(apiRoot))),
  "grammY with Node's fetch": (apiRoot) =>
    new Api(BOT_TOKEN, { apiRoot, timeoutSeconds: TIMEOUT_SECONDS, fetch: nodeFetch as CustomFetch }),
  "grammY with node:http as its fetch": (apiRoot) =>
    new Api(BOT_TOKEN, {
      apiRoot,
      timeoutSeconds: TIMEOUT_SECONDS,
      fetch: httpFetch as unknown as CustomFetch,
    }),
  "the shop's quickCalls": (apiRoot) => {
    const api = new Api(BOT_TOKEN, clientOptions(telegramAt(apiRoot)))
    api.config.use(quickCalls(telegramAt(apiRoot)))
    return api
  },
} satisfies Record<string, (apiRoot: string) => Api>

export type ClientName = keyof typeof CLIENTS

/** Figures of one client in one round. */
export type CallerReport = {
  /** Of each call, in ms. */
  times: number[]
  seconds: number
  /** Processor time of the calling process in ms. */
  processorMs: number
}

const telegramAt = (apiRoot: string) => ({ token: BOT_TOKEN, apiRoot, timeoutSeconds: TIMEOUT_SECONDS })

/** Node's fetch refuses the signal of grammY's polyfill, so this client has no timeout. */
function nodeFetch(url: string, { body, headers }: RequestInit): Promise<Response> {
  return fetch(url, { method: "POST", body, headers })
}

const AGENT = new Agent({ keepAlive: true })

type FetchConfig = { body: string; headers: Record<string, string>; signal: AbortSignal }

function httpFetch(url: string, { body, headers, signal }: FetchConfig): Promise<{ json: () => unknown }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent: AGENT, headers }, (response) => {
      let answer = ""
      response.setEncoding("utf8")
      response.on("data", (chunk: string) => (answer += chunk))
      response.once("error", reject)
      response.once("end", () => resolve({ json: () => JSON.parse(answer) }))
    })
    const stop = () => sent.destroy(new Error("The call was aborted."))
    sent.on("error", reject)
    sent.once("close", () => signal.removeEventListener("abort", stop))
    signal.addEventListener("abort", stop)
    sent.end(body)
  })
}

const TEXT = "Алая заря\n\n19 красных роз из Эквадора и эвкалипт.\n\nРазмер: M · 380 000 сум\n".repeat(2)
const KEYBOARD = new InlineKeyboard().text("S", "size:s").text("M", "size:m").text("L", "size:l").row()
KEYBOARD.text("−", "less")
  .text("1", "none")
  .text("+", "more")
  .row()
  .text("В корзину · 380 000 сум", "add")
  .row()
KEYBOARD.text("« Назад", "list")

/** Makes the calls of taps for some seconds. @returns the time of each call in ms */
async function callRepeatedly(api: Api, seconds: number): Promise<number[]> {
  const times: number[] = []
  const end = performance.now() + seconds * 1000
  const caller = async (chat: number) => {
    for (let began = performance.now(); began < end; began = performance.now()) {
      await (chat % 2
        ? api.answerCallbackQuery("4382bfdwdsb323b2d9")
        : api.editMessageText(chat, 7, TEXT, { parse_mode: "HTML", reply_markup: KEYBOARD }))
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: CALLS_IN_FLIGHT }, (_, index) => caller(1000 + index)))
  return times
}

/**
 * Calls the Bot API with one client and sends its figures to the parent process.
 * Usage: `telegram-caller.ts CLIENT API_ROOT SECONDS`.
 */
async function main([client, apiRoot, seconds]: string[]): Promise<void> {
  const api = CLIENTS[client as ClientName](apiRoot)
  await callRepeatedly(api, WARM_UP_SECONDS)
  const before = process.cpuUsage()
  const began = performance.now()
  const times = await callRepeatedly(api, Number(seconds))
  const { user, system } = process.cpuUsage(before)
  const report: CallerReport = {
    times,
    seconds: (performance.now() - began) / 1000,
    processorMs: (user + system) / 1000,
  }
  process.send?.(report)
}

if (require.main === module) {
  void main(process.argv.slice(2))
}

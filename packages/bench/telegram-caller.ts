import { Api, InlineKeyboard } from "grammy"
import { clientOptions } from "../../src/bot/runtime/client"
import { BOT_TOKEN } from "./bot-api"
import { quickCalls } from "./quick-calls"

const TIMEOUT_SECONDS = 30
const WARM_UP_SECONDS = 2
/** Calls in flight: ten shoppers tap, and a tap makes two calls. */
export const CALLS_IN_FLIGHT = 20

/** The clients under comparison. */
export const CLIENTS = {
  "grammY's client": (apiRoot) => new Api(BOT_TOKEN, { apiRoot, timeoutSeconds: TIMEOUT_SECONDS }),
  "grammY's client with the shop's keep-alive agent": (apiRoot) =>
    new Api(BOT_TOKEN, clientOptions({ apiRoot, timeoutSeconds: TIMEOUT_SECONDS })),
  "a client of our own on node:http": (apiRoot) => {
    const api = new Api(BOT_TOKEN, { apiRoot })
    api.config.use(quickCalls(BOT_TOKEN, apiRoot, TIMEOUT_SECONDS))
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

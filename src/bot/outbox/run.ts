import { container } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { Api, type Transformer } from "grammy"
import { countCalls } from "../../metrics/telegram"
import { lifecycle } from "../../modules/core/lifecycle"
import { underLease } from "../runtime/lease"
import { clientOptions, redactToken } from "../runtime/client"
import { asError } from "../../lib/as-error"
import { announceMoves, reopenChats } from "../messages/announcements/chats"
import { reportUndelivered } from "./alarm"
import { newMessages } from "./new-messages"
import { Dispatcher } from "./dispatcher"
import { Pacer } from "./pacer"
import { CallReporter, listenForCalls } from "./shared-calls"
import { optionsOf } from "../../workflows/settings"

/** Timeout of a call to Telegram. After it the delivery counts as unknown. */
const ANSWER_SECONDS = 20
/** Delay in ms before a report, so that one report covers all messages that fail together. */
const REPORT_AFTER_MS = 3000

/** Calls that show something and count for Telegram's limits. */
const SHOWS = /^(send|edit|copy|forward)/

let pacer = new Pacer()
let running: Promise<void> | undefined
let stopping = new AbortController()
let report: NodeJS.Timeout | undefined
/** Reports the calls of this process while another process sends the messages. */
let reporter: CallReporter | undefined
let isSending = false

/**
 * A Bot API client without automatic retries, because the dispatcher decides whether to retry.
 *
 * @returns undefined when the bot has no token
 */
export function outboxApi(shop: MedusaContainer): Api | undefined {
  const { token, apiRoot } = optionsOf(shop)
  if (!token) {
    return undefined
  }
  const api = new Api(token, clientOptions({ apiRoot, timeoutSeconds: ANSWER_SECONDS }))
  api.config.use(redactToken(token), countCalls)
  return api
}

/**
 * Lets the messages of the outbox wait for the answers to taps of all processes, which share Telegram's limits with them.
 */
export const goBeforeMessages: Transformer = async (call, method, payload, signal) => {
  if (SHOWS.test(method)) {
    pacer.answer(Date.now())
    if (!isSending) {
      reporter?.count()
    }
  }
  const result = await call(method, payload, signal)
  if (!result.ok && result.error_code === 429 && "chat_id" in payload) {
    pacer.refused(String(payload.chat_id), Date.now(), (result.parameters?.retry_after ?? 1) * 1000)
  }
  return result
}

lifecycle.register({
  async start() {
    const shop = container as MedusaContainer
    const { projectConfig } = shop.resolve<ConfigModule>(ContainerRegistrationKeys.CONFIG_MODULE)
    const api = outboxApi(shop)
    if (!api || process.argv.includes("exec")) {
      return
    }
    reporter = new CallReporter(shop)
    if (projectConfig.workerMode === "server") {
      return
    }
    const logger = shop.resolve(ContainerRegistrationKeys.LOGGER)
    pacer = new Pacer()
    const dispatcher = new Dispatcher({ container: shop, api, logger }, pacer, {
      trouble: () => reportSoon(shop),
      move: () => void quietly(shop, () => announceMoves(shop)),
      reopen: (address) => void quietly(shop, () => reopenChats(shop, (one) => one === address)),
    })
    stopping = new AbortController()
    stopping.signal.addEventListener(
      "abort",
      newMessages.listen(() => dispatcher.wake()),
    )
    running = underLease(shop, { name: "outbox", stopping: stopping.signal }, (signal) =>
      send(shop, dispatcher, signal),
    )
  },
  async stop() {
    clearTimeout(report)
    reporter?.stop()
    stopping.abort()
    await running
    running = report = reporter = undefined
  },
})

/** Sends messages until the signal aborts. Counts meanwhile the answers to taps of the other processes. */
async function send(shop: MedusaContainer, dispatcher: Dispatcher, signal: AbortSignal): Promise<void> {
  const ended = new AbortController()
  const listening = listenForCalls(shop, AbortSignal.any([signal, ended.signal]), (calls) =>
    pacer.answer(Date.now(), calls),
  )
  isSending = true
  try {
    await dispatcher.run(signal)
  } finally {
    isSending = false
    ended.abort()
    await listening
  }
}

/** Sends the cards of the waiting orders to a chat. Logs a failure: the next announcement of each order sends its card. */
async function quietly(shop: MedusaContainer, announce: () => Promise<void>): Promise<void> {
  try {
    await announce()
  } catch (error) {
    shop
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`telegram: the cards of the waiting orders were not sent to a chat: ${asError(error).message}`)
  }
}

function reportSoon(shop: MedusaContainer): void {
  report ??= setTimeout(() => {
    report = undefined
    reportUndelivered(shop).catch((error: unknown) => {
      // The job `announce-transitions` reports them later.
      shop
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `telegram: undelivered messages were not reported to the shop, the next run of the job retries: ${asError(error).message}`,
        )
    })
  }, REPORT_AFTER_MS)
}

import { container } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { Api } from "grammy"
import { countCalls } from "../../metrics/telegram"
import { lifecycle } from "../../modules/core/lifecycle"
import { underLease } from "../runtime/lease"
import { clientOptions, quickCalls } from "../runtime/quick-calls"
import { asError } from "../runtime/as-error"
import { tellOfTrouble } from "./alarm"
import { bell } from "./bell"
import { Dispatcher } from "./dispatcher"
import { optionsOf } from "../../workflows/settings"

/** Telegram answers sooner, or its answer counts as lost. */
const ANSWER_SECONDS = 20
/** Messages that are given up together are told of together. */
const TELL_AFTER_MS = 3000

let running: Promise<void> | undefined
let stopping = new AbortController()
let telling: NodeJS.Timeout | undefined

/** The Bot API without blind repeats: whoever calls it decides what a failure means. */
export function outboxApi(shop: MedusaContainer): Api | undefined {
  const { token, apiRoot } = optionsOf(shop)
  if (!token) {
    return undefined
  }
  const telegram = { token, apiRoot, timeoutSeconds: ANSWER_SECONDS }
  const api = new Api(token, clientOptions(telegram))
  api.config.use(quickCalls(telegram), countCalls)
  return api
}

lifecycle.register({
  async start() {
    const shop = container as MedusaContainer
    const { projectConfig } = shop.resolve<ConfigModule>(ContainerRegistrationKeys.CONFIG_MODULE)
    const api = outboxApi(shop)
    if (!api || process.argv.includes("exec") || projectConfig.workerMode === "server") {
      return
    }
    const logger = shop.resolve(ContainerRegistrationKeys.LOGGER)
    const dispatcher = new Dispatcher({ container: shop, api, logger }, () => tellSoon(shop))
    stopping = new AbortController()
    stopping.signal.addEventListener(
      "abort",
      bell.listen(() => dispatcher.wake()),
    )
    running = underLease(shop, { name: "outbox", stopping: stopping.signal }, (signal) =>
      dispatcher.run(signal),
    )
  },
  async stop() {
    clearTimeout(telling)
    stopping.abort()
    await running
    running = telling = undefined
  },
})

function tellSoon(shop: MedusaContainer): void {
  telling ??= setTimeout(() => {
    telling = undefined
    tellOfTrouble(shop).catch((error: unknown) => {
      // The job tells it in a moment.
      shop
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`the shop was not told of messages in trouble: ${asError(error).message}`)
    })
  }, TELL_AFTER_MS)
}

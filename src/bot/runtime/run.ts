import { container } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { lifecycle } from "../../modules/telegram/lifecycle"
import { errorCode } from "../../lib/errors"
import { sellingPlace } from "../../workflows/selling-place"
import { BotRuntime } from "./runtime"
import { telegramOf } from "./telegram"
import { speakOfMoneyIn } from "../ui/texts"

/** Medusa commands that start the application without serving it. */
const SHORT_COMMANDS = ["exec", "user"]

let runtime: BotRuntime | undefined

/** The bot of this process; undefined while the shop has no token. */
export function runningBot(): BotRuntime | undefined {
  return runtime
}

lifecycle.register({
  async start() {
    if (SHORT_COMMANDS.some((command) => process.argv.includes(command))) {
      return
    }
    const shop = container as MedusaContainer
    if (!telegramOf(shop).options.token) {
      shop
        .resolve(ContainerRegistrationKeys.LOGGER)
        .info("telegram bot is off: it has no token (TELEGRAM_BOT_TOKEN, or the plugin's option)")
      return
    }
    await learnCurrency(shop)
    runtime = new BotRuntime(shop)
    runtime.start()
  },
  async stop() {
    const stopping = runtime
    // The webhook refuses updates from here on; Telegram sends them again to another process or after the
    // restart.
    runtime = undefined
    await stopping?.stop()
  },
})

/** A store that is not set up has no currency yet; it is read again with the catalogue. */
async function learnCurrency(shop: MedusaContainer): Promise<void> {
  try {
    speakOfMoneyIn((await sellingPlace(shop)).currency_code)
  } catch (error) {
    if (errorCode(error) !== "shop_not_ready") {
      throw error
    }
  }
}

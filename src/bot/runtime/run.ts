import { container } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { lifecycle } from "../../modules/core/lifecycle"
import { BotRuntime } from "./runtime"
import { optionsOf } from "../../workflows/settings"
import { sandboxLeftovers } from "../../workflows/telegram/go-live"

/** Medusa commands that start the application without serving it. */
const SHORT_COMMANDS = ["exec", "user"]

let runtime: BotRuntime | undefined

/** The bot of this process; undefined without a bot token. */
export function runningBot(): BotRuntime | undefined {
  return runtime
}

/**
 * Ends the process when a real bot starts on a database with people, chats or messages of the sandbox. Medusa ignores
 * errors of its start hooks.
 */
export async function refuseSandboxLeftovers(shop: MedusaContainer): Promise<void> {
  const refusal = await sandboxLeftovers(shop)
  if (refusal) {
    shop.resolve(ContainerRegistrationKeys.LOGGER).error(refusal)
    process.exit(1)
  }
}

lifecycle.register({
  async start() {
    if (SHORT_COMMANDS.some((command) => process.argv.includes(command))) {
      return
    }
    const shop = container as MedusaContainer
    if (!optionsOf(shop).token) {
      shop
        .resolve(ContainerRegistrationKeys.LOGGER)
        .info(
          "telegram: the bot is off because it has no token (set TELEGRAM_BOT_TOKEN or the token option of the plugin)",
        )
      return
    }
    await refuseSandboxLeftovers(shop)
    runtime = new BotRuntime(shop)
    runtime.start()
  },
  async stop() {
    const stopping = runtime
    // From now on the webhook refuses updates. Telegram sends them again later.
    runtime = undefined
    await stopping?.stop()
  },
})

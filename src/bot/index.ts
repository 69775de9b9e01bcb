import { MedusaError } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { autoRetry } from "@grammyjs/auto-retry"
import { Bot } from "grammy"
import type { GuldastaOptions } from "../modules/core/options"
import { countCalls } from "../metrics/telegram"
import { errorBoundary } from "./runtime/error-boundary"
import { feature } from "./feature"
import { addresses } from "./features/addresses"
import { builder } from "./features/builder"
import { cart } from "./features/cart"
import { catalog } from "./features/catalog"
import { checkout } from "./features/checkout"
import { changeOrder } from "./features/change-order"
import { failedDelivery } from "./features/failed-delivery"
import { help, replies } from "./features/help"
import { helpDesk } from "./features/help/desk"
import { incoming } from "./features/incoming"
import { orders } from "./features/orders"
import { owner } from "./features/owner"
import { payment } from "./features/payment"
import { photo } from "./features/photo"
import { rating } from "./features/rating"
import { search } from "./features/search"
import { inlineMode } from "./features/share"
import { staff } from "./features/staff"
import { showcase } from "./features/showcase"
import { start } from "./features/start"
import { stock } from "./features/stock"
import { stockCount } from "./features/stock-count"
import { typed } from "./features/typed"
import { unhandled } from "./features/unhandled"
import { workshop } from "./features/workshop"
import { giverAnswers } from "./features/workshop/giver-chat"
import { substitutionAnswers } from "./features/workshop/substitution"
import type { ShopContext } from "./runtime/context"
import { goBeforeMessages } from "./outbox/run"
import { clientOptions, redactToken } from "./runtime/client"
import { shop, stockActor } from "./runtime/middleware"
import { shopperRateLimit } from "./runtime/rate-limit"

/** Timeout of a Bot API call in seconds. It is longer than the 25 s of long polling (getUpdates). */
const ANSWER_SECONDS = 60

/**
 * Builds the bot: inline mode, then account, session and language, then the features in order, then the handler of
 * unhandled updates, all inside one error boundary.
 *
 * @param container Medusa's container
 * @param options the store's options; `token` is required
 */
export function createBot(container: MedusaContainer, { token, apiRoot }: GuldastaOptions): Bot<ShopContext> {
  if (!token) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "TELEGRAM_BOT_TOKEN is not set, so the bot cannot be created.",
    )
  }
  const client = clientOptions({ apiRoot, timeoutSeconds: ANSWER_SECONDS })
  const bot = new Bot<ShopContext>(token, { client })
  bot.api.config.use(redactToken(token), goBeforeMessages)
  // Calls with a lost response are not retried, because Telegram may have executed them.
  bot.api.config.use(autoRetry({ maxRetryAttempts: 3, maxDelaySeconds: 30, rethrowHttpErrors: true }))
  bot.api.config.use(countCalls)

  bot.use(feature("share", inlineMode(container)))
  bot.use(shop(container))
  const safe = bot.errorBoundary(errorBoundary)
  safe.use(stockActor)

  safe.use(feature("incoming", incoming))
  // Staff buttons and commands in groups, channels and private chats. Each handler checks the role.
  safe.use(feature("workshop", workshop))
  // Answers to shoppers' questions, written in the admin chat.
  safe.use(feature("help", helpDesk))

  const shoppers = safe.chatType("private")
  shoppers.use(shopperRateLimit(container))
  shoppers.use(feature("start", start))
  shoppers.use(feature("help", replies))
  shoppers.use(feature("workshop", giverAnswers))
  shoppers.use(feature("workshop", substitutionAnswers))
  shoppers.use(feature("staff", staff))
  shoppers.use(feature("owner", owner))
  shoppers.use(feature("stock", stock))
  shoppers.use(feature("showcase", showcase))
  shoppers.use(feature("stock-count", stockCount))
  shoppers.use(feature("catalog", catalog))
  shoppers.use(feature("search", search))
  shoppers.use(feature("builder", builder))
  shoppers.use(feature("cart", cart))
  shoppers.use(feature("checkout", checkout))
  shoppers.use(feature("orders", orders))
  shoppers.use(feature("change-order", changeOrder))
  shoppers.use(feature("failed-delivery", failedDelivery))
  shoppers.use(feature("photo", photo))
  shoppers.use(feature("rating", rating))
  shoppers.use(feature("payment", payment))
  shoppers.use(feature("addresses", addresses))
  shoppers.use(feature("help", help))
  shoppers.use(feature("typed", typed))
  shoppers.use(feature("unhandled", unhandled))
  return bot
}

import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { HttpError, type MiddlewareFn } from "grammy"
import { telegramActor, withStockCause } from "../../modules/stock-ledger/stock-cause"
import { withoutInvisible } from "../../lib/plain-text"
import { handlingOf } from "./handling"
import type { AccountRecord, ShopContext } from "./context"
import { isOldQuery } from "./api-errors"
import type { Session } from "./session"
import { personOf } from "./queue-of-update"
import { telegramOf } from "./telegram"
import { textsIn } from "../ui/texts"

/** Adds the container, the account, the texts and the session to the context. */
export function shop(container: MedusaContainer): MiddlewareFn<ShopContext> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  return async (ctx, next) => {
    ctx.container = container
    ctx.logger = logger
    ctx.answer = answerOnce(ctx)
    const handling = handlingOf(ctx.update)
    const account = await accountOf(ctx, handling.account)
    Object.defineProperty(ctx, "account", {
      get() {
        if (!account) {
          throw new MedusaError(
            MedusaError.Types.UNEXPECTED_STATE,
            `Update ${ctx.update.update_id} comes from a channel or an anonymous administrator, not from a person.`,
          )
        }
        return account
      },
    })
    ctx.t = textsIn(account?.language)
    ctx.session = structuredClone(account?.session ?? {}) as Session
    handling.hasBegun = true
    try {
      await next()
      await ctx.answer()
    } finally {
      if (account && JSON.stringify(ctx.session) !== JSON.stringify(account.session)) {
        handling.keep = { accountId: account.id, session: ctx.session }
      }
    }
  }
}

/** The stock ledger records who sent the update with each change of stock. */
export const stockActor: MiddlewareFn<ShopContext> = (ctx, next) =>
  ctx.from ? withStockCause(telegramActor(String(ctx.from.id)), next) : next()

/** A name of Telegram without invisible characters, at most 64 UTF-16 code units long; it can be empty. */
const visible = (name: string) => withoutInvisible(name.slice(0, 64)).trim()

/**
 * Returns the sender's account, and creates it or updates its names when needed.
 *
 * @param known the account as the update queue has read it, if any
 * @returns undefined for channel posts and anonymous administrators
 */
async function accountOf(
  ctx: ShopContext,
  known: AccountRecord | undefined,
): Promise<AccountRecord | undefined> {
  const person = personOf(ctx.update)
  if (!person) {
    return undefined
  }
  return telegramOf(ctx.container).accountOf(
    {
      telegram_id: String(person.id),
      first_name: visible(person.first_name),
      last_name: person.last_name ? visible(person.last_name) || null : null,
      username: person.username ?? null,
    },
    known,
  )
}

/**
 * Answers each callback query exactly once. Telegram refuses a second answer; without an answer the button
 * shows a spinner.
 */
function answerOnce(ctx: ShopContext): ShopContext["answer"] {
  let answered = false
  return async (text, { alert = false } = {}) => {
    if (!ctx.callbackQuery || answered) {
      return
    }
    answered = true
    // Bot API limit: an answer has at most 200 characters.
    const send = () =>
      ctx.answerCallbackQuery(text ? { text: text.slice(0, 200), show_alert: alert } : undefined)
    try {
      // Retries once after a lost response: if Telegram received the first answer, it refuses the second.
      await send().catch((error: unknown) => (error instanceof HttpError ? send() : Promise.reject(error)))
    } catch (error) {
      if (!isOldQuery(error)) {
        throw error
      }
    }
  }
}

import type { InferTypeOf, Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Context } from "grammy"
import type { Account } from "../../modules/telegram/models/account"
import type { Session } from "./session"
import type { Translate } from "../ui/texts"

export type AccountRecord = InferTypeOf<typeof Account>

/** What every handler of the bot has at hand. */
export type ShopContext = Context & {
  container: MedusaContainer
  logger: Logger
  /** The person who wrote or tapped; a channel's own post has none, and reading it there throws. */
  readonly account: AccountRecord
  /** The person's place in the bot; saved after the handler when it changed. */
  session: Session
  /** Texts in the person's language. */
  t: Translate
  /** Answers the tap once: silently, with a toast, or with an alert to be closed. Without a tap it does nothing. */
  answer(text?: string, options?: { alert?: boolean }): Promise<void>
}

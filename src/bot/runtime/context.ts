import type { InferTypeOf, Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Context } from "grammy"
import type { Account } from "../../modules/telegram/models/account"
import type { Session } from "./session"
import type { Translate } from "../ui/texts"

export type AccountRecord = InferTypeOf<typeof Account>

/** The context that every handler gets. */
export type ShopContext = Context & {
  container: MedusaContainer
  logger: Logger
  /** The account of the sender. A channel post and an anonymous administrator have none; reading it there throws. */
  readonly account: AccountRecord
  /** The sender's session. The middleware saves it after the handler when it has changed. */
  session: Session
  /** Texts in the sender's language. */
  t: Translate
  /**
   * Answers the callback query once: silently, with a toast or with an alert. Without a callback query it
   * does nothing.
   */
  answer(text?: string, options?: { alert?: boolean }): Promise<void>
}

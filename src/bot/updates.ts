import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Bot } from "grammy"
import type { Update } from "grammy/types"
import type { ShopContext } from "./kit/context"
import { telegramOf } from "./kit/telegram"

/** Whose turn an update waits for: its chat's, or the tapping person's own where one channel serves many. */
function queueOf(update: Update): string {
  const message =
    update.message ?? update.edited_message ?? update.channel_post ?? update.callback_query?.message
  const person = update.callback_query?.from.id ?? update.message?.from?.id
  if (message && message.chat.type !== "private") {
    return `${message.chat.id}:${person ?? ""}`
  }
  return String(person ?? message?.chat.id ?? update.my_chat_member?.chat.id ?? "")
}

/** PostgreSQL keeps neither a NUL nor half of a surrogate pair; nobody types them, and the update goes on. */
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function storable(update: Update): Update {
  const replace = (_: string, value: unknown) =>
    typeof value === "string" ? value.replace(UNSTORABLE, "\ufffd") : value
  return JSON.parse(JSON.stringify(update, replace))
}

/**
 * Takes updates in: each is claimed by its id before it acts, so its twin does nothing; updates of one chat
 * act in order, of several chats side by side.
 */
export class UpdateQueue {
  private readonly turns = new Map<string, Promise<void>>()
  private readonly logger: Logger

  constructor(
    private readonly bot: Bot<ShopContext>,
    private readonly container: MedusaContainer,
  ) {
    this.logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  }

  /**
   * Claims an update and queues it. When it resolves, the update is stored: whoever brought it may be told so.
   *
   * @returns false for a twin of an update that was claimed before
   */
  async accept(brought: Update): Promise<boolean> {
    const update = storable(brought)
    const isNew = await telegramOf(this.container).claimUpdate(update.update_id, update)
    if (isNew) {
      this.enqueue(update)
    }
    return isNew
  }

  /** Goes on with updates that were claimed and never finished: the process died in between. */
  async resume(): Promise<void> {
    const unfinished = await telegramOf(this.container).listUpdates(
      { handled_at: null },
      { order: { created_at: "ASC" } },
    )
    for (const { payload } of unfinished) {
      if (payload) {
        this.enqueue(payload as unknown as Update)
      }
    }
  }

  /** Resolves when everything accepted so far has acted. */
  async settle(): Promise<void> {
    await Promise.all(this.turns.values())
  }

  private enqueue(update: Update): void {
    const key = queueOf(update)
    const turn = (this.turns.get(key) ?? Promise.resolve()).then(() => this.handle(update))
    this.turns.set(key, turn)
    void turn.then(() => {
      if (this.turns.get(key) === turn) {
        this.turns.delete(key)
      }
    })
  }

  private async handle(update: Update): Promise<void> {
    try {
      await this.bot.handleUpdate(update)
      await telegramOf(this.container).finishUpdate(update.update_id)
    } catch (error) {
      // The bot's own boundary has answered the person; what comes here is a fault of the database.
      this.logger.error(`telegram update ${update.update_id} was not finished`, asError(error))
    }
  }
}

/** Whatever was thrown, as an error for the log: Medusa's workflows throw plain objects too. */
export function asError(error: unknown): Error {
  if (error instanceof Error) {
    return error
  }
  const isLikeError = typeof error === "object" && error !== null && "message" in error
  return new Error(String(isLikeError ? error.message : error))
}

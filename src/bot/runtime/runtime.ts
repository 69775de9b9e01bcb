import { timingSafeEqual } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ConfigModule, Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Bot } from "grammy"
import type { Update } from "grammy/types"
import { catalogChanged } from "../catalog/cache"
import { checkChats } from "../messages/announcements/chats"
import { listenForChanges, type Changed } from "../../workflows/catalog/changes"
import { createBot } from "../index"
import { forgetZones } from "../../workflows/delivery/zone-cache"
import { forgetScopes } from "../../workflows/shop-scope"
import { forgetAdminRoles } from "../../workflows/staff/admin-role"
import { describeBot } from "./describe-bot"
import { InlineQueries } from "./inline-queries"
import { asError } from "../../lib/as-error"
import type { ShopContext } from "./context"
import { PROCESS_ID, underLease } from "./lease"
import { UpdateQueue } from "./updates"
import { optionsOf } from "../../workflows/settings"

/** The update types that the bot subscribes to. */
const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "callback_query",
  "channel_post",
  "edited_channel_post",
  "my_chat_member",
  "inline_query",
] as const satisfies (keyof Update)[]

const POLL_SECONDS = 25
const RETRY_AFTER_MS = 3000
/**
 * Maximum time in ms to finish the updates in flight at a stop. The process manager kills the process after
 * 25 s.
 */
const FINISH_WITHIN_MS = 20_000

/**
 * Clears what this process keeps in memory.
 *
 * @param changed what changed; everything when it is unknown
 * @param products only these products have changed
 */
function clearCaches(changed?: string, products?: string[]): void {
  if (changed !== ("roles" satisfies Changed)) {
    catalogChanged(products)
    forgetZones()
    forgetScopes()
  }
  if (changed !== ("catalog" satisfies Changed)) {
    forgetAdminRoles()
  }
}

/** The running bot of one process. */
export class BotRuntime {
  readonly bot: Bot<ShopContext>
  private readonly queue: UpdateQueue
  private readonly inline: InlineQueries
  private readonly logger: Logger
  private readonly stopping = new AbortController()
  private loop: Promise<unknown> | undefined

  /** @param holder identifies this process; tests pass several */
  constructor(
    private readonly container: MedusaContainer,
    private readonly holder: string = PROCESS_ID,
  ) {
    this.bot = createBot(container, optionsOf(container))
    this.queue = new UpdateQueue(this.bot, container, holder)
    this.inline = new InlineQueries(this.bot, container)
    this.logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  }

  /**
   * Registers the bot and starts to receive updates: by webhook with a public address, else by long polling.
   * An unreachable Telegram does not block the start.
   */
  start(): void {
    this.loop = Promise.all([this.run(), listenForChanges(this.container, clearCaches, this.stopping.signal)])
  }

  /** Stops receiving updates, finishes those in flight and leaves the rest to other processes. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.loop
    await Promise.all([this.queue.stop(FINISH_WITHIN_MS), this.inline.stop()])
  }

  /** Accepts an update. Stores all but inline queries. */
  async accept(update: Update): Promise<void> {
    if (update.inline_query) {
      this.inline.accept(update)
    } else {
      await this.queue.accept(update)
    }
  }

  /** Checks the webhook's secret in constant time. */
  isSecret(secret: string | undefined): boolean {
    const expected = Buffer.from(optionsOf(this.container).webhookSecret ?? "")
    const given = Buffer.from(secret ?? "")
    return expected.length > 0 && expected.length === given.length && timingSafeEqual(expected, given)
  }

  private async run(): Promise<void> {
    await this.untilDone("the registration of the bot", () => this.register())
    if (this.stopping.signal.aborted) {
      return
    }
    this.queue.start()
    if (!isWorker(this.container)) {
      return
    }
    const checking = this.untilDone("the check of the shop's chats", () => checkChats(this.container))
    if (!optionsOf(this.container).webhookUrl) {
      const polling = { name: "telegram-polling", stopping: this.stopping.signal, holder: this.holder }
      await underLease(this.container, polling, (signal) => this.poll(signal))
    }
    await checking
  }

  private async register(): Promise<void> {
    const { webhookUrl, webhookSecret } = optionsOf(this.container)
    await this.bot.init(forGrammy(this.stopping.signal))
    if (webhookUrl) {
      await this.bot.api.setWebhook(new URL("/hooks/telegram", webhookUrl).href, {
        secret_token: webhookSecret,
        allowed_updates: ALLOWED_UPDATES,
      })
    } else if (isWorker(this.container)) {
      await this.bot.api.deleteWebhook()
    }
    await describeBot(this.bot.api)
    this.logger.info(
      `telegram bot @${this.bot.botInfo.username} receives updates by ${webhookUrl ? "webhook" : "polling"}`,
    )
  }

  /**
   * Polls for updates until the signal aborts. The update queue drops updates that two processes have
   * received.
   */
  private async poll(signal: AbortSignal): Promise<void> {
    let offset = 0
    while (!signal.aborted) {
      await this.untilDone(
        "getUpdates",
        async () => {
          const updates = await this.bot.api.getUpdates(
            { offset, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
            forGrammy(signal),
          )
          for (const update of updates) {
            await this.accept(update)
            offset = update.update_id + 1
          }
        },
        signal,
      )
    }
  }

  /**
   * Repeats `act` until it succeeds or the signal aborts. Logs only the first failure. @param what named in
   * the log
   */
  private async untilDone(
    what: string,
    act: () => Promise<void>,
    signal: AbortSignal = this.stopping.signal,
  ): Promise<void> {
    for (let isReported = false; !signal.aborted; isReported = true) {
      try {
        return await act()
      } catch (error) {
        if (signal.aborted) {
          return
        }
        if (!isReported) {
          this.logger.warn(`telegram: ${what} failed, retrying: ${asError(error).message}`)
        }
        await sleep(RETRY_AFTER_MS, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}

/** grammY's types expect a signal of an old polyfill. At run time grammY works with Node's signal. */
function forGrammy(signal: AbortSignal): Parameters<Bot["init"]>[0] {
  return signal as Parameters<Bot["init"]>[0]
}

function isWorker(container: MedusaContainer): boolean {
  const { projectConfig } = container.resolve<ConfigModule>(ContainerRegistrationKeys.CONFIG_MODULE)
  return projectConfig.workerMode !== "server"
}

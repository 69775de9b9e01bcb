import {
  generateEntityId,
  InjectManager,
  MedusaContext,
  MedusaError,
  MedusaService,
} from "@medusajs/framework/utils"
import type { Context, InferTypeOf } from "@medusajs/framework/types"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { lifecycle } from "./lifecycle"
import { Account } from "./models/account"
import { Chat } from "./models/chat"
import { File } from "./models/file"
import { Lease } from "./models/lease"
import { Message } from "./models/message"
import { Turn } from "./models/turn"
import { Update } from "./models/update"
import type { GuldastaOptions } from "./options"

/** What a chat of the shop is for. */
export type ChatPurpose = "florists" | "couriers" | "shop" | "admin"

type AccountRecord = InferTypeOf<typeof Account>
type ChatRecord = Pick<InferTypeOf<typeof Chat>, "purpose" | "chat_id" | "title" | "language">

/** Who a Telegram user says they are (Bot API, User). */
export type TelegramPerson = {
  telegram_id: string
  first_name: string
  last_name: string | null
  username: string | null
}

type Shared = Context<SqlEntityManager>

class TelegramModuleService extends MedusaService({ Account, Chat, File, Lease, Message, Turn, Update }) {
  readonly options: GuldastaOptions

  /** Called by Medusa: whoever registered with {@link lifecycle} starts and stops with the application. */
  readonly __hooks = {
    onApplicationStart: () => lifecycle.start(),
    onApplicationPrepareShutdown: () => lifecycle.stop(),
  }

  constructor(container: Record<string, unknown>, options: GuldastaOptions = {}) {
    super(container, options)
    this.options = options
  }

  /**
   * Claims an update by Telegram's own id. Of an update and its twin, one call gets true.
   *
   * @param payload kept until the update is handled, so that a crash in between loses nothing
   */
  @InjectManager()
  async claimUpdate(
    updateId: number,
    payload: object,
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const rows = await execute(
      shared,
      `insert into telegram_update (id, payload) values (?, ?::jsonb) on conflict (id) do nothing returning id`,
      [String(updateId), JSON.stringify(payload)],
    )
    return rows.length === 1
  }

  /** The update is done with; its text is forgotten. */
  @InjectManager()
  async finishUpdate(updateId: number, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `update telegram_update set handled_at = now(), payload = null where id = ?`, [
      String(updateId),
    ])
  }

  /** Forgets handled updates: Telegram keeps an update for 24 hours at most, so no twin comes later. */
  @InjectManager()
  async forgetUpdates(@MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `delete from telegram_update where handled_at < now() - interval '3 days'`, [])
  }

  /** The account of a Telegram user, made at their first message; their names follow Telegram's. */
  async accountOf(person: TelegramPerson): Promise<AccountRecord> {
    const known = await this.findAccount(person.telegram_id)
    if (!known) {
      await this.insertAccount(person)
      const [made] = await this.listAccounts({ telegram_id: person.telegram_id }, { take: 1 })
      return made
    }
    const renamed =
      known.first_name !== person.first_name ||
      known.last_name !== person.last_name ||
      known.username !== person.username
    return renamed ? this.updateAccounts({ id: known.id, ...person }) : known
  }

  /** The account of a Telegram user id, if that user ever wrote to the bot. */
  async findAccount(telegramId: string): Promise<AccountRecord | undefined> {
    const [account] = await this.listAccounts({ telegram_id: telegramId }, { take: 1 })
    return account
  }

  /**
   * Keeps where a shopper is in the bot. Written as a whole: an update through the model merges JSON, and what
   * was taken out of the session would come back.
   */
  @InjectManager()
  async saveSession(accountId: string, session: object, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(
      shared,
      `update telegram_account set session = ?::jsonb, updated_at = now() where id = ? and deleted_at is null`,
      [JSON.stringify(session), accountId],
    )
  }

  @InjectManager()
  private async insertAccount(person: TelegramPerson, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(
      shared,
      `insert into telegram_account (id, telegram_id, first_name, last_name, username) values (?, ?, ?, ?, ?)
       on conflict (telegram_id) where deleted_at is null do nothing`,
      [
        generateEntityId("", "tgacc"),
        person.telegram_id,
        person.first_name,
        person.last_name,
        person.username,
      ],
    )
  }

  /** The chat bound to a purpose: by the owner in the chat itself, else by the environment. */
  async chatFor(purpose: ChatPurpose): Promise<ChatRecord | undefined> {
    const [bound] = await this.listChats({ purpose }, { take: 1 })
    const configured = this.options.chats?.[purpose]
    return bound ?? (configured ? { purpose, chat_id: configured, title: "", language: "ru" } : undefined)
  }

  /** Remembers the file_id under which Telegram keeps a picture. */
  @InjectManager()
  async rememberFile(key: string, fileId: string, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(
      shared,
      `insert into telegram_file (id, key, file_id) values (?, ?, ?)
       on conflict (key) where deleted_at is null do update set file_id = excluded.file_id, updated_at = now()`,
      [generateEntityId("", "tgfile"), key, fileId],
    )
  }

  /**
   * Takes a piece of work, or keeps it: of all processes one has it.
   *
   * @param name the work
   * @param holder the process that asks
   * @param seconds how long the lease holds unless it is renewed, by the same call
   * @returns whether the holder has it now
   */
  @InjectManager()
  async acquireLease(
    name: string,
    holder: string,
    seconds: number,
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const rows = await execute(
      shared,
      `insert into telegram_lease (id, holder, held_until) values (?, ?, now() + make_interval(secs => ?))
       on conflict (id) do update
         set holder = excluded.holder, held_until = excluded.held_until, updated_at = now()
         where telegram_lease.holder = excluded.holder or telegram_lease.held_until < now()
       returning id`,
      [name, holder, seconds],
    )
    return rows.length === 1
  }

  /** Gives a piece of work back, so that another process may have it at once. */
  @InjectManager()
  async releaseLease(name: string, holder: string, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `delete from telegram_lease where id = ? and holder = ?`, [name, holder])
  }

  /** The row of a message that the shop owes; made once per key, however often it is asked for. */
  async messageFor(key: string, chatId: string): Promise<InferTypeOf<typeof Message>> {
    await this.insertMessage(key, chatId)
    const [message] = await this.listMessages({ key }, { take: 1 })
    return message
  }

  /**
   * Claims a message that is still to be sent. Of several at once, one call gets true.
   *
   * @param seconds how long the claim holds when its holder never comes back to it
   */
  @InjectManager()
  async claimMessage(id: string, seconds: number, @MedusaContext() shared: Shared = {}): Promise<boolean> {
    const rows = await execute(
      shared,
      `update telegram_message set claimed_at = now(), updated_at = now()
       where id = ? and sent_at is null and given_up is null and deleted_at is null
         and (claimed_at is null or claimed_at < now() - make_interval(secs => ?)) returning id`,
      [id, seconds],
    )
    return rows.length === 1
  }

  @InjectManager()
  private async insertMessage(
    key: string,
    chatId: string,
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await execute(
      shared,
      `insert into telegram_message (id, key, chat_id) values (?, ?, ?)
       on conflict (key) where deleted_at is null do nothing`,
      [generateEntityId("", "tgmsg"), key, chatId],
    )
  }
}

async function execute(shared: Shared, sql: string, values: unknown[]): Promise<unknown[]> {
  if (!shared.manager) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "No database connection in this context.")
  }
  return shared.manager.execute(sql, values)
}

export default TelegramModuleService

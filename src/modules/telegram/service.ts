import { generateEntityId, InjectManager, MedusaContext } from "@medusajs/framework/utils"
import type { InferTypeOf } from "@medusajs/framework/types"
import { lifecycle } from "./lifecycle"
import type { Chat } from "./models/chat"
import type { GuldastaOptions } from "./options"
import type { AccountRecord } from "./queue-types"
import { execute, type Shared } from "../../lib/module-database"
import { QueueLeases } from "./queue-leases"

export type ChatPurpose = "florists" | "couriers" | "shop" | "admin"

type ChatRecord = Pick<InferTypeOf<typeof Chat>, "purpose" | "chat_id" | "title" | "language">

/** Fields of the Bot API's `User`. */
export type TelegramPerson = {
  telegram_id: string
  first_name: string
  last_name: string | null
  username: string | null
}

/** Ids of the Medusa customer of an account and of its current cart. */
export type Belongings = { customer_id: string | null; cart_id: string | null }

/** Stores Telegram accounts, the shop's chats, uploaded pictures, leases and updates. */
class TelegramModuleService extends QueueLeases {
  readonly options: GuldastaOptions

  /** Medusa calls these hooks. They start and stop the listeners of {@link lifecycle}. */
  readonly __hooks = {
    onApplicationStart: () => lifecycle.start(),
    onApplicationPrepareShutdown: () => lifecycle.stop(),
  }

  constructor(container: Record<string, unknown>, options: GuldastaOptions = {}) {
    super(container, options)
    this.options = options
  }

  /**
   * Finds or creates the account of a Telegram user. Updates the stored names if they changed in Telegram.
   *
   * @param given the account, if the caller has just read it
   */
  async accountOf(person: TelegramPerson, given?: AccountRecord): Promise<AccountRecord> {
    const known = given ?? (await this.findAccount(person.telegram_id))
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

  async findAccount(telegramId: string): Promise<AccountRecord | undefined> {
    const [account] = await this.listAccounts({ telegram_id: telegramId }, { take: 1 })
    return account
  }

  /**
   * Stores the customer or the current cart of an account.
   *
   * @returns the previous values; undefined if the account does not exist
   */
  @InjectManager()
  async setBelongings(
    id: string,
    changes: Partial<Belongings>,
    @MedusaContext() shared: Shared = {},
  ): Promise<Belongings | undefined> {
    const columns = (["customer_id", "cart_id"] as const).filter((column) => changes[column] !== undefined)
    const [before] = await execute(
      shared,
      `update telegram_account account set ${columns.map((column) => `${column} = ?, `).join("")}updated_at = now()
       from (select id, customer_id, cart_id from telegram_account where id = ? and deleted_at is null for update) before
       where account.id = before.id
       returning before.customer_id, before.cart_id`,
      [...columns.map((column) => changes[column]), id],
    )
    return before as Belongings | undefined
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

  /**
   * Returns the chat for a purpose: the chat that the owner has bound, otherwise the chat from the options.
   */
  async chatFor(purpose: ChatPurpose): Promise<ChatRecord | undefined> {
    const [bound] = await this.listChats({ purpose }, { take: 1 })
    const configured = this.options.chats?.[purpose]
    return bound ?? (configured ? { purpose, chat_id: configured, title: "", language: "ru" } : undefined)
  }

  /** Stores the file_id of an uploaded picture. */
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
   * Takes or renews a named lease. Only one process holds a lease at a time.
   *
   * @param name name of the work that the lease protects
   * @param holder id of the calling process
   * @param seconds lifetime of the lease; the same call renews it
   * @returns whether the caller holds the lease
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

  /** Releases a lease, so that another process can take it immediately. */
  @InjectManager()
  async releaseLease(name: string, holder: string, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `delete from telegram_lease where id = ? and holder = ?`, [name, holder])
  }
}

export default TelegramModuleService

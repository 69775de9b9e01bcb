import { generateEntityId, InjectManager, MedusaContext } from "@medusajs/framework/utils"
import type { InferTypeOf } from "@medusajs/framework/types"
import type { Chat } from "./models/chat"
import type { AccountRecord } from "./queue-types"
import { execute, textArray, type Shared } from "../../lib/module-database"
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

/** What an account knew before {@link TelegramModuleService.detachCustomers} deleted it. */
export type DetachedAccount = Belongings & { id: string; language: string | null; session: object } & Omit<
    TelegramPerson,
    "telegram_id"
  >

/** Stores Telegram accounts, the shop's chats, uploaded pictures, leases and updates. */
class TelegramModuleService extends QueueLeases {
  private readonly configuredChats: Partial<Record<ChatPurpose, string>>

  constructor(
    container: Record<string, unknown>,
    options: { chats?: Partial<Record<ChatPurpose, string>> } = {},
  ) {
    super(container, options)
    this.configuredChats = options.chats ?? {}
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

  /**
   * Detaches the accounts of deleted customers, and deletes the personal data that they store. The Telegram user is then
   * a new shopper. Their names come back with their next message.
   *
   * @returns the accounts as they were before
   */
  @InjectManager()
  async detachCustomers(
    customerIds: string[],
    @MedusaContext() shared: Shared = {},
  ): Promise<DetachedAccount[]> {
    return execute<DetachedAccount>(
      shared,
      `update telegram_account account set customer_id = null, cart_id = null, language = null, session = '{}',
         first_name = '', last_name = null, username = null, updated_at = now()
       from (select * from telegram_account where customer_id = any(?::text[]) and deleted_at is null for update) before
       where account.id = before.id
       returning before.id, before.customer_id, before.cart_id, before.language, before.session, before.first_name,
         before.last_name, before.username`,
      [textArray(customerIds)],
    )
  }

  /** Undoes {@link detachCustomers}. */
  async attachAgain(accounts: DetachedAccount[]): Promise<void> {
    await this.updateAccounts(accounts as Parameters<typeof this.updateAccounts>[0])
  }

  /**
   * Gives the accounts of one customer to another.
   *
   * @returns the accounts' ids
   */
  @InjectManager()
  async moveToCustomer(
    { from, into }: { from: string; into: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<string[]> {
    const rows = await execute<{ id: string }>(
      shared,
      `update telegram_account set customer_id = ?, updated_at = now()
       where customer_id = ? and deleted_at is null returning id`,
      [into, from],
    )
    return rows.map(({ id }) => id)
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
    const configured = this.configuredChats[purpose]
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
}

export default TelegramModuleService

import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
} from "@medusajs/framework/utils"
import type { InferTypeOf } from "@medusajs/framework/types"
import type { Chat } from "./models/chat"
import type { AccountRecord } from "./queue-types"
import { SANDBOX_CHAT, SANDBOX_PERSON } from "../../lib/shop"
import { execute, textArray, type Shared } from "../../lib/module-database"
import { CHAT_FOR, MOVE_BINDINGS, NOTE_MOVE, NOTE_UNREACHABLE } from "./chat-statements"
import { QueueLeases } from "./queue-leases"

export type ChatPurpose = "florists" | "couriers" | "shop" | "admin"

/** The chat of a purpose, as the shop writes to it. */
export type ShopChat = Pick<InferTypeOf<typeof Chat>, "title" | "language"> & {
  purpose: ChatPurpose
  /** Address of the chat: its id, or "<chat id>/<thread id>" for a topic of a forum. */
  chat_id: string
  is_bound: boolean
  /** Telegram's reason why the bot cannot write there; null while it can. */
  problem: string | null
}

/** A group that became a supergroup: its former and its new chat id. */
export type ChatMove = { from: string; to: string }

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

/** The rows of Telegram's sandbox, by table. */
const OF_SANDBOX = [
  ["telegram_account", `telegram_id ~ '${SANDBOX_PERSON}'`],
  ["telegram_chat", `chat_id ~ '${SANDBOX_CHAT}'`],
  ["telegram_chat_state", `id ~ '${SANDBOX_CHAT}'`],
  ["telegram_update", `queue ~ '${SANDBOX_PERSON}' or queue ~ '${SANDBOX_CHAT}'`],
  ["telegram_queue_lease", `id ~ '${SANDBOX_PERSON}' or id ~ '${SANDBOX_CHAT}'`],
] as const

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
    // Telegram sends an empty name for a deleted account. The known name stays.
    if (!person.first_name) {
      return known
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
   * Deletes the accounts, sessions, chats and updates of Telegram's sandbox. A real person with the same id would get the
   * orders and addresses of the sandbox's person. Idempotent.
   */
  @InjectTransactionManager()
  async deleteSandbox(@MedusaContext() shared: Shared = {}): Promise<void> {
    for (const [table, condition] of OF_SANDBOX) {
      await execute(shared, `delete from ${table} where ${condition}`, [])
    }
  }

  /** The number of accounts, chats and updates of Telegram's sandbox. */
  @InjectManager()
  async countSandbox(@MedusaContext() shared: Shared = {}): Promise<number> {
    const counts = OF_SANDBOX.map(
      ([table, condition]) => `(select count(*) from ${table} where ${condition})`,
    )
    const [{ count }] = await execute<{ count: number }>(
      shared,
      `select (${counts.join(" + ")})::int as count`,
      [],
    )
    return count
  }

  /**
   * Returns the chat for a purpose: the chat that the owner has bound, otherwise the chat from the options. A chat from
   * the options that became a supergroup has its new id.
   */
  @InjectManager()
  async chatFor(purpose: ChatPurpose, @MedusaContext() shared: Shared = {}): Promise<ShopChat | undefined> {
    const [chat] = await execute<Omit<ShopChat, "purpose">>(shared, CHAT_FOR, [
      purpose,
      this.configuredChats[purpose] ?? null,
    ])
    return chat && { purpose, ...chat }
  }

  /**
   * Records that a group of the shop became a supergroup, and moves its bindings. A repeated call changes nothing, and a
   * group of others is ignored.
   */
  @InjectTransactionManager()
  async moveChat({ from, to }: ChatMove, @MedusaContext() shared: Shared = {}): Promise<void> {
    const moved = await execute(shared, MOVE_BINDINGS, [to, from])
    if (moved.length > 0 || Object.values(this.configuredChats).includes(from)) {
      await execute(shared, NOTE_MOVE, [from, to])
    }
  }

  /** Lists the moves whose supergroup has not received the cards of the waiting orders yet. */
  async listUnannouncedMoves(): Promise<ChatMove[]> {
    const states = await this.listChatStates({ moved_to: { $ne: null }, announced_at: null }, { take: 100 })
    return states.flatMap(({ id, moved_to }) => (moved_to ? [{ from: id, to: moved_to }] : []))
  }

  /** Records that the bot cannot write to a chat. @param problem Telegram's reason */
  @InjectManager()
  async noteUnreachable(
    address: string,
    problem: string,
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await execute(shared, NOTE_UNREACHABLE, [address, problem.slice(0, 300)])
  }

  /** Records that the bot can write to a chat again. The next problem is reported again. */
  async noteReachable(address: string): Promise<void> {
    await this.updateChatStates({
      selector: { id: address },
      data: { unreachable_since: null, problem: null, notified_at: null },
    })
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

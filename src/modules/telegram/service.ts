import {
  ContainerRegistrationKeys,
  generateEntityId,
  InjectManager,
  MedusaContext,
  MedusaError,
  MedusaService,
} from "@medusajs/framework/utils"
import type { Context, InferTypeOf } from "@medusajs/framework/types"
import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { lifecycle } from "./lifecycle"
import { Account } from "./models/account"
import { Chat } from "./models/chat"
import { File } from "./models/file"
import { Lease } from "./models/lease"
import { Turn } from "./models/turn"
import { Update } from "./models/update"
import type { GuldastaOptions } from "./options"
import { runPrepared } from "../../prepared"
import { ACCEPT, FINISH, HAND_OVER, LEAVE, NEXT, RENEW, TAKE_OVER } from "./turn-statements"
import type {
  Accepted,
  AcceptedRow,
  AccountColumns,
  AccountRecord,
  FinishedUpdate,
  NextRow,
  NextUpdate,
  TurnHolder,
} from "./turn-types"

/** What a chat of the shop is for. */
export type ChatPurpose = "florists" | "couriers" | "shop" | "admin"

type ChatRecord = Pick<InferTypeOf<typeof Chat>, "purpose" | "chat_id" | "title" | "language">

/** Who a Telegram user says they are (Bot API, User). */
export type TelegramPerson = {
  telegram_id: string
  first_name: string
  last_name: string | null
  username: string | null
}

/** What of Medusa belongs to an account: its customer, and the cart that it fills. */
export type Belongings = { customer_id: string | null; cart_id: string | null }

type Shared = Context<SqlEntityManager>

class TelegramModuleService extends MedusaService({ Account, Chat, File, Lease, Turn, Update }) {
  readonly options: GuldastaOptions
  /** For what every tap asks: a manager of entities made anew each time would be a good part of the asking. */
  private readonly database: () => Knex

  /** Called by Medusa: whoever registered with {@link lifecycle} starts and stops with the application. */
  readonly __hooks = {
    onApplicationStart: () => lifecycle.start(),
    onApplicationPrepareShutdown: () => lifecycle.stop(),
  }

  constructor(container: Record<string, unknown>, options: GuldastaOptions = {}) {
    super(container, options)
    this.options = options
    this.database = () => container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
  }

  /**
   * Stores an update by Telegram's own id, and takes its queue's turn when that is free.
   *
   * @param incoming.payload kept until the update is handled, so that a crash in between loses nothing
   * @returns undefined for the twin of an update that was stored before
   */
  async acceptUpdate(
    incoming: { id: number; queue: string; payload: object; personId: string | undefined },
    { holder, seconds }: TurnHolder,
  ): Promise<Accepted | undefined> {
    const { id, queue, payload, personId } = incoming
    const [row] = await runPrepared<AcceptedRow>(this.database(), ACCEPT, [
      String(id),
      queue,
      JSON.stringify(payload),
      holder,
      seconds,
      personId ?? null,
    ])
    if (!row) {
      return undefined
    }
    const { turn_holder, turn_calls, is_behind, ...account } = row
    return {
      isMyTurn: turn_holder === holder,
      isBehind: is_behind,
      calls: turn_calls,
      account: accountIn(account),
    }
  }

  /** The oldest update of a queue, for the process whose turn it is; undefined when the turn is another's. */
  async nextUpdate(queue: string, { holder, seconds }: TurnHolder): Promise<NextUpdate | undefined> {
    const [row] = await runPrepared<NextRow>(this.database(), NEXT, [queue, holder, seconds])
    if (!row) {
      return undefined
    }
    const { turn_calls, update_payload, update_takes, update_stored_at, ...account } = row
    return {
      payload: update_payload,
      takes: update_takes,
      storedAt: update_stored_at ?? undefined,
      calls: turn_calls,
      account: accountIn(account),
    }
  }

  /**
   * The update is done with; its text is forgotten, and the person's session is kept with it.
   *
   * @param done.calls those that the holder knows of; after others the turn is kept
   * @param done.session what the person's account keeps; undefined when it did not change
   * @returns whether the turn was given back
   */
  async finishUpdate(done: FinishedUpdate): Promise<boolean> {
    const { id, queue, holder, calls, accountId, session } = done
    const [row] = await runPrepared<{ has_left: boolean }>(this.database(), FINISH, [
      String(id),
      queue,
      holder,
      calls,
      accountId ?? null,
      session ? JSON.stringify(session) : null,
    ])
    return row.has_left
  }

  /** Gives a queue's turn back. @returns false when an update came in meanwhile: the turn is kept */
  @InjectManager()
  async leaveTurn(
    turn: { queue: string; holder: string; calls: number },
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const rows = await runPrepared(knexOf(shared), LEAVE, [turn.queue, turn.holder, turn.calls])
    return rows.length === 1
  }

  /** Gives a queue's turn back although updates may wait: another process takes it over. */
  @InjectManager()
  async handOverTurn(
    { queue, holder }: { queue: string; holder: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await runPrepared(knexOf(shared), HAND_OVER, [queue, holder])
  }

  /** Keeps the turns that a process is at. */
  @InjectManager()
  async renewTurns(
    queues: string[],
    { holder, seconds }: TurnHolder,
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await runPrepared(knexOf(shared), RENEW, [holder, seconds, queues])
  }

  /**
   * Takes over queues in which updates wait and nobody works.
   *
   * @param queues those that the process is at
   * @param limit at most so many, for other processes want some too
   */
  @InjectManager()
  async takeOverTurns(
    queues: string[],
    { holder, seconds }: TurnHolder,
    limit: number,
    @MedusaContext() shared: Shared = {},
  ): Promise<string[]> {
    const rows = await runPrepared<{ id: string }>(knexOf(shared), TAKE_OVER, [
      holder,
      seconds,
      queues,
      limit,
    ])
    return rows.map(({ id }) => id)
  }

  /** Forgets handled updates: Telegram keeps an update for 24 hours at most, so no twin comes later. */
  @InjectManager()
  async forgetUpdates(@MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `delete from telegram_update where handled_at < now() - interval '3 days'`, [])
    await execute(shared, `delete from telegram_turn where held_until < now() - interval '3 days'`, [])
  }

  /**
   * The account of a Telegram user, made at their first message; their names follow Telegram's.
   *
   * @param given the account where it was read a moment ago
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

  /** The account of a Telegram user id, if that user ever wrote to the bot. */
  async findAccount(telegramId: string): Promise<AccountRecord | undefined> {
    const [account] = await this.listAccounts({ telegram_id: telegramId }, { take: 1 })
    return account
  }

  /**
   * Remembers an account's customer, or the cart that it fills.
   *
   * @returns both as they were; undefined when there is no such account
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
}

function accountIn(columns: AccountColumns): AccountRecord | undefined {
  return columns.id === null ? undefined : columns
}

async function execute(shared: Shared, sql: string, values: unknown[]): Promise<unknown[]> {
  return managerOf(shared).execute(sql, values)
}

function knexOf(shared: Shared): Knex {
  return managerOf(shared).getKnex()
}

function managerOf({ manager }: Shared): SqlEntityManager {
  if (!manager) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "No database connection in this context.")
  }
  return manager
}

export default TelegramModuleService

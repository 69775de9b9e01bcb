import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  ContainerRegistrationKeys,
  InjectManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import { execute, knexOf, type Shared } from "../../lib/module-database"
import { runPrepared } from "../../lib/prepared"
import { Account } from "./models/account"
import { Chat } from "./models/chat"
import { File } from "./models/file"
import { Lease } from "./models/lease"
import { QueueLease } from "./models/queue-lease"
import { Update } from "./models/update"
import type { GuldastaOptions } from "./options"
import { ACCEPT, FINISH, HAND_OVER, LEAVE, NEXT, RENEW, TAKE_OVER } from "./queue-statements"
import type {
  Accepted,
  AcceptedRow,
  AccountColumns,
  AccountRecord,
  FinishedUpdate,
  NextRow,
  NextUpdate,
  LeaseHolder,
} from "./queue-types"

function accountIn(columns: AccountColumns): AccountRecord | undefined {
  return columns.id === null ? undefined : columns
}

/** The updates that Telegram brings, and whose lease it is to handle them: one process at a time for each queue. */
export class QueueLeases extends MedusaService({ Account, Chat, File, Lease, QueueLease, Update }) {
  /** For what every tap asks: a manager of entities made anew each time would be a good part of the asking. */
  private readonly database: () => Knex

  constructor(container: Record<string, unknown>, options: GuldastaOptions = {}) {
    super(container, options)
    this.database = () => container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
  }

  /**
   * Stores an update by Telegram's own id, and takes its queue's lease when that is free.
   *
   * @param incoming.payload kept until the update is handled, so that a crash in between loses nothing
   * @returns undefined for the duplicate of an update that was stored before
   */
  async acceptUpdate(
    incoming: { id: number; queue: string; payload: object; personId: string | undefined },
    { holder, seconds }: LeaseHolder,
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
    const { lease_holder, lease_calls, is_behind, ...account } = row
    return {
      ownsLease: lease_holder === holder,
      isBehind: is_behind,
      calls: lease_calls,
      account: accountIn(account),
    }
  }

  /** The oldest update of a queue, for the process whose lease it is; undefined when the lease is another's. */
  async nextUpdate(queue: string, { holder, seconds }: LeaseHolder): Promise<NextUpdate | undefined> {
    const [row] = await runPrepared<NextRow>(this.database(), NEXT, [queue, holder, seconds])
    if (!row) {
      return undefined
    }
    const { lease_calls, update_payload, update_takes, update_stored_at, ...account } = row
    return {
      payload: update_payload,
      takes: update_takes,
      storedAt: update_stored_at ?? undefined,
      calls: lease_calls,
      account: accountIn(account),
    }
  }

  /**
   * The update is done with; its text is forgotten, and the person's session is kept with it.
   *
   * @param done.calls those that the holder knows of; after others the lease is kept
   * @param done.session what the person's account keeps; undefined when it did not change
   * @returns whether the lease was given back
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

  /** Gives a queue's lease back. @returns false when an update came in meanwhile: the lease is kept */
  @InjectManager()
  async releaseQueueLease(
    lease: { queue: string; holder: string; calls: number },
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const rows = await runPrepared(knexOf(shared), LEAVE, [lease.queue, lease.holder, lease.calls])
    return rows.length === 1
  }

  /** Gives a queue's lease back although updates may wait: another process takes it over. */
  @InjectManager()
  async handOverLease(
    { queue, holder }: { queue: string; holder: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await runPrepared(knexOf(shared), HAND_OVER, [queue, holder])
  }

  /** Renews the leases of the queues that a process handles. */
  @InjectManager()
  async renewLeases(
    queues: string[],
    { holder, seconds }: LeaseHolder,
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
  async takeOverLeases(
    queues: string[],
    { holder, seconds }: LeaseHolder,
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

  /** Forgets handled updates: Telegram keeps an update for 24 hours at most, so no duplicate comes later. */
  @InjectManager()
  async forgetUpdates(@MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `delete from telegram_update where handled_at < now() - interval '3 days'`, [])
    await execute(shared, `delete from telegram_queue_lease where held_until < now() - interval '3 days'`, [])
  }
}

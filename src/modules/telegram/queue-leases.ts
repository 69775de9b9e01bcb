import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  ContainerRegistrationKeys,
  InjectManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import { deleteInBatches, execute, knexOf, type Shared } from "../../lib/module-database"
import { runPrepared } from "../../lib/prepared"
import { Account } from "./models/account"
import { Chat } from "./models/chat"
import { ChatState } from "./models/chat-state"
import { File } from "./models/file"
import { QueueLease } from "./models/queue-lease"
import { Update } from "./models/update"
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

/**
 * Stores updates from Telegram and manages the leases of their queues. Only the process that holds a queue's
 * lease handles that queue.
 */
export class QueueLeases extends MedusaService({ Account, Chat, ChatState, File, QueueLease, Update }) {
  /**
   * Direct database access for the statements that run at each tap. Creating an entity manager per call would
   * take a considerable part of their time.
   */
  private readonly database: () => Knex

  constructor(container: Record<string, unknown>, options: object = {}) {
    super(container, options)
    this.database = () => container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
  }

  /**
   * Stores an update under Telegram's update id and takes its queue's lease if the lease is free.
   *
   * @param incoming.payload kept until the update is handled, so that a crash does not lose the update
   * @returns undefined if the update is a duplicate
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

  /**
   * Takes or renews the queue's lease and returns the queue's oldest update. Returns undefined if another
   * process holds the lease.
   */
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
   * Marks an update as handled, deletes its payload and stores the person's session. Releases the lease if
   * the queue is empty.
   *
   * @param done.calls the queue's counter that the holder has read; the lease is kept if the counter has
   * increased since
   * @param done.session new session of the account; undefined if it did not change
   * @returns whether the lease was released
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

  /**
   * Releases the lease of an empty queue.
   *
   * @returns false if an update has joined the queue meanwhile; then the lease is kept
   */
  @InjectManager()
  async releaseQueueLease(
    lease: { queue: string; holder: string; calls: number },
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const rows = await runPrepared(knexOf(shared), LEAVE, [lease.queue, lease.holder, lease.calls])
    return rows.length === 1
  }

  /** Releases a lease although updates may be waiting, so that another process takes over the queue. */
  @InjectManager()
  async handOverLease(
    { queue, holder }: { queue: string; holder: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await runPrepared(knexOf(shared), HAND_OVER, [queue, holder])
  }

  /** Renews the leases of the given queues. */
  @InjectManager()
  async renewLeases(
    queues: string[],
    { holder, seconds }: LeaseHolder,
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await runPrepared(knexOf(shared), RENEW, [holder, seconds, queues])
  }

  /**
   * Takes over queues with waiting updates that no process handles.
   *
   * @param queues the queues that this process handles now
   * @param limit maximum number of queues, so that other processes can take some too
   * @returns the queues that were taken over
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

  /**
   * Deletes handled updates and expired leases after the given number of days. Telegram redelivers an update for at most
   * 24 hours, so no duplicate can arrive later.
   */
  @InjectManager()
  async forgetUpdates(days: number, @MedusaContext() shared: Shared = {}): Promise<void> {
    await deleteInBatches(
      shared,
      {
        table: "telegram_update",
        condition: `handled_at < now() - make_interval(days => ?) and deleted_at is null`,
        age: "handled_at",
      },
      [days],
    )
    await execute(
      shared,
      `delete from telegram_queue_lease where held_until < now() - make_interval(days => ?)`,
      [days],
    )
  }
}

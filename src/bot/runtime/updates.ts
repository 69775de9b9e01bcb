import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Bot } from "grammy"
import type { Update } from "grammy/types"
import { about } from "../../lib/log-context"
import { tapSeconds } from "../../metrics"
import type { LeaseHolder } from "../../modules/telegram/queue-types"
import { withinTime } from "../../lib/within-time"
import { handlingOf } from "./handling"
import { asError } from "../../lib/as-error"
import type { AccountRecord, ShopContext } from "./context"
import { PROCESS_ID } from "./lease"
import { telegramOf } from "./telegram"
import { storable } from "./storable"
import { queueOf } from "./queue-of-update"

/** Lifetime of a queue's lease in seconds. After it another process may take the queue over. */
const LEASE_SECONDS = 20
/** Interval in ms at which the process renews its leases and claims orphaned queues. */
const LOOK_EVERY_MS = 5000
/** Maximum number of orphaned queues claimed per poll. */
const TAKEN_AT_ONCE = 20
/** Gives up on an update after this many attempts (poison message). */
const MOST_TAKES = 5
/**
 * Attempts to store the end of an update. After the last one the lease expires, and another process repeats
 * the update.
 */
const FINISH_TRIES = 10
const FINISH_PAUSE_MS = 1000

/** An update of a queue whose lease this process holds. */
type LeasedUpdate = {
  update: Update
  queue: string
  calls: number
  takes: number
  storedAt?: Date
  account?: AccountRecord
}

type Work = {
  /** An update was added after the last query of the loop, so the loop must query again. */
  isCalled: boolean
  ended: Promise<void>
}

/**
 * Stores and handles updates. An update is stored by its id before it is handled, so that duplicates are
 * dropped.
 * The updates of one queue are handled one at a time and in order, even when several processes receive them.
 * Several queues are handled in parallel.
 * The process that holds a queue's lease handles the queue. When that process stops, another takes the lease
 * over.
 */
export class UpdateQueue {
  private readonly active = new Map<string, Work>()
  private readonly logger: Logger
  private readonly stopping = new AbortController()
  private readonly me: LeaseHolder
  private looking: Promise<void> | undefined

  /** @param holder id of the process that holds the leases; tests pass several */
  constructor(
    private readonly bot: Bot<ShopContext>,
    private readonly container: MedusaContainer,
    holder: string = PROCESS_ID,
  ) {
    this.logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    this.me = { holder, seconds: LEASE_SECONDS }
  }

  /**
   * Stores an update. It is handled after the earlier updates of its queue.
   * When the promise resolves, the update is stored, so the webhook may respond.
   *
   * @returns false for a duplicate
   */
  async accept(received: Update): Promise<boolean> {
    const update = storable(received)
    const { queue, personId } = queueOf(update)
    const incoming = { id: update.update_id, queue, payload: update, personId }
    const accepted = await telegramOf(this.container).acceptUpdate(incoming, this.me)
    if (accepted?.ownsLease) {
      const { calls, account } = accepted
      this.processQueue(queue, accepted.isBehind ? undefined : { update, queue, calls, takes: 1, account })
    }
    return accepted !== undefined
  }

  /** Starts to renew leases and to claim orphaned queues, now and at each interval. */
  start(): void {
    this.looking = this.look()
  }

  /**
   * Stops the loop, waits for the updates in flight and hands the leases over.
   *
   * @param withinMs maximum wait in ms; another process repeats unfinished updates
   */
  async stop(withinMs: number): Promise<void> {
    this.stopping.abort()
    await this.looking
    const ended = Promise.all([...this.active.values()].map((work) => work.ended))
    await withinTime(withinMs, ended).catch(() => undefined)
  }

  private processQueue(queue: string, first?: LeasedUpdate): void {
    const work = this.active.get(queue)
    if (work) {
      work.isCalled = true
      return
    }
    const started: Work = { isCalled: false, ended: Promise.resolve() }
    this.active.set(queue, started)
    started.ended = this.untilEmpty(queue, started, first)
      .catch((error) =>
        this.logger.error(`telegram: the processing of queue ${queue} failed`, asError(error)),
      )
      .finally(() => this.active.delete(queue))
  }

  /** Handles the updates of a queue until the queue is empty or another process holds its lease. */
  private async untilEmpty(queue: string, work: Work, first?: LeasedUpdate): Promise<void> {
    const telegram = telegramOf(this.container)
    for (let leased = first; ; leased = undefined) {
      work.isCalled = false
      let hasLeft = false
      if (leased) {
        hasLeft = await this.handle(leased)
      } else {
        const next = await telegram.nextUpdate(queue, this.me)
        if (!next) {
          hasLeft = true
        } else if (next.payload) {
          const update = next.payload as unknown as Update
          const { calls, takes, storedAt, account } = next
          hasLeft = await this.handle({ update, queue, calls, takes, storedAt, account })
        } else {
          hasLeft = await telegram.releaseQueueLease({ queue, holder: this.me.holder, calls: next.calls })
        }
      }
      if (hasLeft && !work.isCalled) {
        return
      }
      if (this.stopping.signal.aborted) {
        return telegram.handOverLease({ queue, holder: this.me.holder })
      }
    }
  }

  /** @returns true when the queue was empty and its lease was released */
  private async handle(leased: LeasedUpdate): Promise<boolean> {
    await this.act(leased)
    return this.finish(leased)
  }

  private async act(leased: LeasedUpdate): Promise<void> {
    const { update } = leased
    const handling = handlingOf(update)
    handling.account = leased.account
    handling.mayHaveActedSince = leased.takes > 1 ? leased.storedAt : undefined
    const ends = tapSeconds.startTimer()
    try {
      if (leased.takes > MOST_TAKES) {
        this.logger.error(
          `telegram update ${update.update_id} was started ${MOST_TAKES} times without a result and is dropped`,
        )
      } else {
        await about({ update: update.update_id }, () => this.bot.handleUpdate(update))
      }
    } catch (error) {
      handling.outcome = "failed"
      if (!handling.hasBegun) {
        throw error
      }
      this.logger.error(`telegram update ${update.update_id} failed`, asError(error))
    }
    ends({ feature: handling.feature, outcome: handling.outcome })
  }

  private async finish({ update, queue, calls }: LeasedUpdate): Promise<boolean> {
    const { keep } = handlingOf(update)
    const done = {
      id: update.update_id,
      queue,
      calls,
      holder: this.me.holder,
      accountId: keep?.accountId,
      session: keep?.session,
    }
    for (let left = FINISH_TRIES; ; left--) {
      try {
        return await telegramOf(this.container).finishUpdate(done)
      } catch (error) {
        if (left === 0) {
          throw error
        }
        await sleep(FINISH_PAUSE_MS)
      }
    }
  }

  private async look(): Promise<void> {
    const telegram = telegramOf(this.container)
    const { signal } = this.stopping
    for (let isReported = false; !signal.aborted;) {
      try {
        await telegram.renewLeases([...this.active.keys()], this.me)
        const found = await telegram.takeOverLeases([...this.active.keys()], this.me, TAKEN_AT_ONCE)
        found.forEach((queue) => this.processQueue(queue))
        isReported = false
      } catch (error) {
        if (!isReported) {
          this.logger.warn(
            `telegram: the search for waiting updates failed, retrying: ${asError(error).message}`,
          )
          isReported = true
        }
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}

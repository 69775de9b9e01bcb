import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Bot } from "grammy"
import type { Update } from "grammy/types"
import { about } from "../../lib/log-context"
import { tapSeconds } from "../../metrics"
import type { LeaseHolder } from "../../modules/telegram/queue-types"
import { handlingOf } from "./handling"
import { asError } from "./as-error"
import type { AccountRecord, ShopContext } from "./context"
import { PROCESS_ID } from "./lease"
import { telegramOf } from "./telegram"
import { storable } from "./storable"
import { queueOf } from "./queue-of-update"

/** Lifetime of a queue's lease in seconds; unrenewed, another process takes the queue over. */
const LEASE_SECONDS = 20
/** Interval in ms of renewing leases and of looking for orphaned queues. */
const LOOK_EVERY_MS = 5000
/** Maximum number of orphaned queues claimed per poll. */
const TAKEN_AT_ONCE = 20
/** Gives up on an update after this many attempts (poison message). */
const MOST_TAKES = 5
/** Attempts to store an update's end; afterwards another process handles the update. */
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

/** A queue that this process handles. */
type Work = {
  /** An update was added that the worker may not have seen. */
  isCalled: boolean
  ended: Promise<void>
}

/**
 * Accepts and handles updates: each is stored by its id before it acts, so its duplicate does nothing. Updates of
 * one person act in order and one at a time, whichever of the processes they come to; of several people side by side.
 * The process that holds the queue's lease handles it; when that process dies, another takes the lease over.
 */
export class UpdateQueue {
  private readonly works = new Map<string, Work>()
  private readonly logger: Logger
  private readonly stopping = new AbortController()
  private readonly me: LeaseHolder
  private looking: Promise<void> | undefined

  /** @param holder this process, unless a test plays several */
  constructor(
    private readonly bot: Bot<ShopContext>,
    private readonly container: MedusaContainer,
    holder: string = PROCESS_ID,
  ) {
    this.logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    this.me = { holder, seconds: LEASE_SECONDS }
  }

  /**
   * Stores an update and handles it after those before it in the queue. When the promise resolves, the update is
   * stored, so the webhook may answer.
   *
   * @returns false for a duplicate of an update that was stored before
   */
  async accept(brought: Update): Promise<boolean> {
    const update = storable(brought)
    const { queue, personId } = queueOf(update)
    const incoming = { id: update.update_id, queue, payload: update, personId }
    const accepted = await telegramOf(this.container).acceptUpdate(incoming, this.me)
    if (accepted?.ownsLease) {
      const { calls, account } = accepted
      this.workOff(queue, accepted.isBehind ? undefined : { update, queue, calls, takes: 1, account })
    }
    return accepted !== undefined
  }

  /** Starts to look for orphaned queues, now and every few seconds. */
  start(): void {
    this.looking = this.look()
  }

  /**
   * Stops accepting updates, finishes those in flight and hands the rest over.
   *
   * @param withinMs maximum duration in ms; another process repeats what is unfinished
   */
  async stop(withinMs: number): Promise<void> {
    this.stopping.abort()
    await this.looking
    const ended = Promise.all([...this.works.values()].map((work) => work.ended))
    const enough = new AbortController()
    await Promise.race([ended, sleep(withinMs, undefined, { signal: enough.signal }).catch(() => undefined)])
    enough.abort()
  }

  private workOff(queue: string, first?: LeasedUpdate): void {
    const work = this.works.get(queue)
    if (work) {
      work.isCalled = true
      return
    }
    const begun: Work = { isCalled: false, ended: Promise.resolve() }
    this.works.set(queue, begun)
    begun.ended = this.untilEmpty(queue, begun, first)
      .catch((error) => this.logger.error(`telegram: queue ${queue} was not worked off`, asError(error)))
      .finally(() => this.works.delete(queue))
  }

  /** Handles one update after the other until the queue is empty or another process holds its lease. */
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

  /** @returns whether the queue's lease was released with it */
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
        this.logger.error(`telegram update ${update.update_id} was begun ${MOST_TAKES} times and never ended`)
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
        await telegram.renewLeases([...this.works.keys()], this.me)
        const found = await telegram.takeOverLeases([...this.works.keys()], this.me, TAKEN_AT_ONCE)
        found.forEach((queue) => this.workOff(queue))
        isReported = false
      } catch (error) {
        if (!isReported) {
          this.logger.warn(
            `telegram: looking for waiting updates failed, trying on: ${asError(error).message}`,
          )
          isReported = true
        }
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}

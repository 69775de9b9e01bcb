import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Update } from "grammy/types"
import { asError } from "../../lib/as-error"
import { about } from "../../lib/log-context"
import { tapSeconds } from "../../metrics"
import { handlingOf } from "./handling"

/** Number of queries that a process answers at the same time, so that taps keep most of the process. */
const AT_ONCE = 4
/** A query that waited longer than this, in ms, gets no answer: the person's app does not show it any more. */
const STALE_MS = 10_000
/** Maximum number of people whose queries wait. Further queries replace those that wait longest. */
const MOST_WAITING = 1000

type Waiting = { update: Update; receivedAt: number }

/**
 * Answers inline queries. An app sends one with each letter that a person types, also for strangers, so they are not
 * stored in the update queue. Of the queries of one person only the newest one waits.
 */
export class InlineQueries {
  /** By the person's id. The person who has waited longest is first. */
  private readonly waiting = new Map<number, Waiting>()
  private readonly active = new Map<number, Promise<void>>()
  private readonly logger: Logger

  /** @param now current time in ms; tests replace it */
  constructor(
    private readonly bot: { handleUpdate(update: Update): Promise<void> },
    container: MedusaContainer,
    private readonly now: () => number = Date.now,
  ) {
    this.logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  }

  accept(update: Update): void {
    const person = update.inline_query?.from.id ?? 0
    this.waiting.set(person, { update, receivedAt: this.now() })
    const [longest] = this.waiting.keys()
    if (this.waiting.size > MOST_WAITING) {
      this.waiting.delete(longest)
    }
    this.proceed()
  }

  /** Drops the waiting queries and waits for the answers in flight. */
  async stop(): Promise<void> {
    this.waiting.clear()
    await Promise.all(this.active.values())
  }

  private proceed(): void {
    for (const [person, { update, receivedAt }] of this.waiting) {
      if (this.active.size >= AT_ONCE) {
        return
      }
      if (this.active.has(person)) {
        continue
      }
      this.waiting.delete(person)
      if (this.now() - receivedAt <= STALE_MS) {
        const answering = this.answer(update).finally(() => {
          this.active.delete(person)
          this.proceed()
        })
        this.active.set(person, answering)
      }
    }
  }

  private async answer(update: Update): Promise<void> {
    const handling = handlingOf(update)
    const ends = tapSeconds.startTimer()
    try {
      await about({ update: update.update_id }, () => this.bot.handleUpdate(update))
    } catch (error) {
      handling.outcome = "failed"
      this.logger.error(`telegram inline query of update ${update.update_id} failed`, asError(error))
    }
    ends({ feature: handling.feature, outcome: handling.outcome })
  }
}

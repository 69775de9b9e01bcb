import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../lib/as-error"
import { errorCode, isRefusal } from "../lib/errors"
import { about } from "../lib/log-context"
import { coreOf } from "./settings"

/** After this number of failures an error that is no refusal is reported too: it is more than a short fault. */
const REPORTED_AFTER = 3
const CAUSE_LENGTH = 500

type Sweep = {
  /** Unique name. It identifies the failures of this sweep. */
  task: string
  /** Error codes that are expected: the item is tried again in the next run, and nothing is logged. */
  expected?: string[]
}

/** Notifies staff of an order that a sweep cannot process. */
export type ReportOrder = (order: { order_id: string; number: number }, error: unknown) => Promise<unknown>

type Item = {
  id: string
  /** The order's number for the log; an id if the number is not known. */
  order: string | number
}

/** The cause of a failure without ids, numbers and times: they differ from attempt to attempt. */
const causeOf = (error: unknown): string =>
  errorCode(error) ??
  asError(error)
    .message.replace(/[\w.:-]*\d[\w.:-]*/g, "…")
    .slice(0, CAUSE_LENGTH)

/**
 * Begins a run of a sweep. An item that fails does not stop the others. Its next attempts come after 30 s, 1, 2, 4 … 30
 * minutes; another cause starts again at 30 s. Each failure writes one line to the log.
 */
export async function beginSweep(container: MedusaContainer, { task, expected = [] }: Sweep) {
  const core = coreOf(container)
  const failed = await core.listRetries({ task }, { take: null })
  const retryOf = new Map(failed.map((retry) => [retry.item_id, retry]))
  const now = Date.now()
  const postponed = failed.flatMap(({ item_id, next_at }) => (next_at.getTime() > now ? [item_id] : []))

  /** A report that fails does not stop the other items: it is called again after the next failure. */
  const notify = async (order: Item["order"], report: () => Promise<unknown> | undefined): Promise<void> => {
    try {
      await report()
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(`${task}: staff are not notified of order ${order}: ${asError(error).message}`)
    }
  }

  /**
   * Processes an item, unless its next attempt is still to come.
   *
   * @param report notifies staff of a failure that a retry alone does not resolve. It is called after each such failure,
   * and sends its notice only once.
   */
  const run = async (
    { id, order }: Item,
    act: () => Promise<unknown>,
    report?: (error: unknown) => Promise<unknown>,
  ): Promise<void> => {
    if (postponed.includes(id)) {
      return
    }
    await about({ order: String(order) }, async () => {
      try {
        await act()
        const retry = retryOf.get(id)
        await (retry && core.deleteRetries(retry.id))
      } catch (error) {
        const code = errorCode(error)
        if (code && expected.includes(code)) {
          return
        }
        const { failures, next_at } = await core.recordFailure({ task, item_id: id, cause: causeOf(error) })
        const cause = (code ?? asError(error).message).slice(0, CAUSE_LENGTH)
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .warn(
            `${task}: order ${order} failed ${failures} times, the next attempt is at ${next_at.toISOString()}: ${cause}`,
          )
        if (isRefusal(error) || failures >= REPORTED_AFTER) {
          await notify(order, () => report?.(error))
        }
      }
    })
  }

  /** Filter for queries of assignments or other items by id: leaves out the items whose next attempt is still to come. */
  const due = postponed.length ? { id: { $nin: postponed } } : {}
  return { due, run }
}

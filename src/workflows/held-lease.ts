import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { withinTime } from "../lib/within-time"
import { coreOf } from "./settings"

/** Lifetime of a lease in ms, unless its holder renews it. */
export const HELD_FOR_MS = 12_000
const RENEW_EVERY_MS = 4000

type Held = {
  container: MedusaContainer
  /** The lease's name, and its holder. */
  name: string
  holder: string
  /** Stops the work. */
  stopping: AbortSignal
  /** When the lease was requested, in ms. */
  askedAt: number
}

/**
 * Runs work while the caller holds a lease: renews the lease meanwhile, and releases it at the end.
 *
 * @param work its signal aborts when `stopping` aborts, or when the lease is lost
 */
export async function whileHeld<Result>(
  held: Held,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const lost = new AbortController()
  const ended = new AbortController()
  const renewing = renew(held, lost, ended.signal)
  try {
    return await work(AbortSignal.any([held.stopping, lost.signal]))
  } finally {
    ended.abort()
    await renewing
    await coreOf(held.container).releaseLease(held.name, held.holder)
  }
}

/** Renews the lease until the work ends. When renewal fails for the lease's lifetime, the work is aborted. */
async function renew(
  { name, holder, container, askedAt }: Held,
  lost: AbortController,
  ended: AbortSignal,
): Promise<void> {
  let heldUntil = askedAt + HELD_FOR_MS
  while (!ended.aborted && !lost.signal.aborted) {
    await sleep(RENEW_EVERY_MS, undefined, { signal: ended }).catch(() => undefined)
    if (ended.aborted) {
      return
    }
    const asked = Date.now()
    // Undefined after an error or a timeout.
    const isHeld = await withinTime(
      Math.max(0, heldUntil - asked),
      coreOf(container).acquireLease(name, holder, HELD_FOR_MS / 1000),
    ).catch(() => undefined)
    if (isHeld === true) {
      heldUntil = asked + HELD_FOR_MS
    } else if (isHeld === false || Date.now() >= heldUntil) {
      lost.abort()
    }
  }
}

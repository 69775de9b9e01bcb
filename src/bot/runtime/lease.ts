import { randomUUID } from "node:crypto"
import { hostname } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { asError } from "../../lib/as-error"
import { withinTime } from "../../lib/within-time"
import { coreOf } from "../../workflows/settings"

/** Identifies this process among all processes of the shop. */
export const PROCESS_ID = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`

/**
 * Lifetime of the lease in ms. Another process takes over after at most this time plus {@link ASK_EVERY_MS}.
 */
const HELD_FOR_MS = 12_000
const RENEW_EVERY_MS = 4000
const ASK_EVERY_MS = 2000

export type LeaseOptions = {
  /** The lease's name; short and unique. */
  name: string
  /** Stops the work or the wait for the lease. The lease is released when the work ends. */
  stopping: AbortSignal
  /** The holder; this process unless a test passes another. */
  holder?: string
}

/**
 * Runs work in only one process of the shop at a time: waits for the lease, runs the work and renews the
 * lease meanwhile.
 * When the holder stops without releasing the lease, another process starts the work within about 15 s.
 *
 * @param work runs until the signal aborts (the shop stops, or the lease is lost). It is called again after
 * it ends or throws; errors are logged.
 * @returns when `stopping` aborts and the work has ended
 */
export async function underLease(
  container: MedusaContainer,
  { name, stopping, holder = PROCESS_ID }: LeaseOptions,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  while (!stopping.aborted) {
    try {
      const askedAt = Date.now()
      if (await coreOf(container).acquireLease(name, holder, HELD_FOR_MS / 1000)) {
        await workAndRenew({ name, stopping, holder, container, askedAt }, work)
      }
    } catch (error) {
      logger.warn(
        `lease ${name}: ${asError(error).message}; the lease is requested again in ${ASK_EVERY_MS} ms`,
      )
    }
    await sleep(ASK_EVERY_MS, undefined, { signal: stopping }).catch(() => undefined)
  }
}

type Held = Required<LeaseOptions> & { container: MedusaContainer; askedAt: number }

async function workAndRenew(held: Held, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const lost = new AbortController()
  const ended = new AbortController()
  const renewing = renew(held, lost, ended.signal)
  try {
    await work(AbortSignal.any([held.stopping, lost.signal]))
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

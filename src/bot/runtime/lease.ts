import { randomUUID } from "node:crypto"
import { hostname } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { asError } from "../../lib/as-error"
import { HELD_FOR_MS, whileHeld } from "../../workflows/held-lease"
import { coreOf } from "../../workflows/settings"

/** Identifies this process among all processes of the shop. */
export const PROCESS_ID = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`

/** Another process takes over after at most this time plus {@link HELD_FOR_MS}. */
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
        await whileHeld({ name, stopping, holder, container, askedAt }, work)
      }
    } catch (error) {
      logger.warn(
        `lease ${name}: ${asError(error).message}; the lease is requested again in ${ASK_EVERY_MS} ms`,
      )
    }
    await sleep(ASK_EVERY_MS, undefined, { signal: stopping }).catch(() => undefined)
  }
}

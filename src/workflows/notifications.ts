import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "@medusajs/framework/pg"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { asError } from "../lib/as-error"

const RECONNECT_MS = 1000

type Listener = {
  /** Called after each connect. A notification may have been missed before it. */
  connected?: () => void
  disconnected?: () => void
  notification: (payload: string) => void
}

/**
 * Notifies all processes of the shop with PostgreSQL NOTIFY.
 *
 * @param payload shorter than 8,000 bytes
 */
export async function notify(container: MedusaContainer, channel: string, payload: string): Promise<void> {
  const pg = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await pg.raw("select pg_notify(?, ?)", [channel, payload])
}

/**
 * Receives the notifications of a channel with PostgreSQL LISTEN on a separate connection, also those of this process.
 * Reconnects when the connection breaks.
 *
 * @param channel a name without special characters
 * @param stopping ends the subscription
 */
export async function listenTo(
  container: MedusaContainer,
  channel: string,
  stopping: AbortSignal,
  on: Listener,
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (let isReported = false; !stopping.aborted;) {
    try {
      await listen(container, channel, stopping, {
        ...on,
        connected: () => {
          isReported = false
          on.connected?.()
        },
      })
    } catch (error) {
      if (!isReported) {
        logger.warn(
          `the connection for notifications ${channel} failed, reconnecting: ${asError(error).message}`,
        )
        isReported = true
      }
      await sleep(RECONNECT_MS, undefined, { signal: stopping }).catch(() => undefined)
    }
  }
}

/** @throws Error when the connection breaks */
async function listen(
  container: MedusaContainer,
  channel: string,
  stopping: AbortSignal,
  on: Listener,
): Promise<void> {
  const { projectConfig } = container.resolve<ConfigModule>(ContainerRegistrationKeys.CONFIG_MODULE)
  const ssl = projectConfig.databaseDriverOptions?.connection?.ssl
  const client = new Client({
    connectionString: projectConfig.databaseUrl,
    keepAlive: true,
    ...(ssl === undefined ? {} : { ssl }),
  })
  const ended = new Promise<void>((resolve, reject) => {
    client.once("error", reject)
    client.once("end", () => reject(new Error("The database closed the connection.")))
    stopping.addEventListener("abort", () => resolve(), { once: true })
  })
  client.on("notification", ({ payload }) => on.notification(payload ?? ""))
  try {
    // Waits for both promises at once, so that an early connection error does not become an unhandled
    // rejection.
    await Promise.race([client.connect().then(() => client.query(`listen ${channel}`)), ended])
    on.connected?.()
    await ended
  } finally {
    on.disconnected?.()
    await client.end().catch(() => undefined)
  }
}

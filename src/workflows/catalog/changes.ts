import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "@medusajs/framework/pg"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { asError } from "../../lib/as-error"

const CHANNEL = "guldasta_catalog"
const RECONNECT_MS = 1000

let listening = false

/** Returns true while this process is subscribed to the change notifications of other processes. */
export function isListening(): boolean {
  return listening
}

/** What a process keeps in memory: the catalogue with its zones and sales channels, or the roles of logins. */
export type Changed = "catalog" | "roles"

type Sending = { current: Promise<void>; next?: Promise<void> }

/** The notifications that are being sent, by database connection. */
const sendings = new WeakMap<object, Map<Changed, Sending>>()

/**
 * Notifies all processes of a change with PostgreSQL NOTIFY. An import emits hundreds of events at once: while one
 * notification is being sent, the changes after it share the next one.
 */
export async function notifyOfChange(
  container: MedusaContainer,
  changed: Changed = "catalog",
): Promise<void> {
  const pg = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const ofDatabase = sendings.get(pg) ?? new Map<Changed, Sending>()
  sendings.set(pg, ofDatabase)
  const send = (): Promise<void> => {
    const current = pg.raw(`notify ${CHANNEL}, '${changed}'`).then(() => undefined)
    const sending: Sending = { current }
    ofDatabase.set(changed, sending)
    const end = () => {
      if (!sending.next) {
        ofDatabase.delete(changed)
      }
    }
    current.then(end, end)
    return current
  }
  const running = ofDatabase.get(changed)
  if (!running) {
    return send()
  }
  running.next ??= running.current.catch(() => undefined).then(send)
  return running.next
}

/**
 * Subscribes to changes with PostgreSQL LISTEN on a separate connection. Reconnects when the
 * connection breaks.
 *
 * @param onChange called on each notification with what changed. Called without it after each connect, because a
 * notification may have been missed
 * @param stopping aborts the subscription
 */
export async function listenForChanges(
  container: MedusaContainer,
  onChange: (changed?: string) => void,
  stopping: AbortSignal,
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (let isReported = false; !stopping.aborted;) {
    try {
      await listen(container, onChange, stopping, () => (isReported = false))
    } catch (error) {
      if (!isReported) {
        logger.warn(
          `catalogue: the connection for change notifications failed, reconnecting: ${asError(error).message}`,
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
  onChange: (changed?: string) => void,
  stopping: AbortSignal,
  onConnected: () => void,
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
  client.on("notification", ({ payload }) => onChange(payload))
  try {
    // Waits for both promises at once, so that an early connection error does not become an unhandled
    // rejection.
    await Promise.race([client.connect().then(() => client.query(`listen ${CHANNEL}`)), ended])
    listening = !stopping.aborted
    onConnected()
    onChange()
    await ended
  } finally {
    listening = false
    await client.end().catch(() => undefined)
  }
}

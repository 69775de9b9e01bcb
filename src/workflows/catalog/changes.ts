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

/** A notification that is being sent, and the next one. `products` is undefined when any product may have changed. */
type Sending = { current: Promise<void>; next?: { sent: Promise<void>; products?: Set<string> } }

/** The notifications that are being sent, by database connection. */
const sendings = new WeakMap<object, Map<Changed, Sending>>()

/** Maximum length of a notification: PostgreSQL refuses 8,000 bytes. */
const LONGEST_PAYLOAD = 7900

/** `catalog`, or `catalog prod_1 prod_2` when only these products have changed. */
function payloadOf(changed: Changed, products: Iterable<string> | undefined): string {
  const payload = [changed, ...(products ?? [])].join(" ")
  return Buffer.byteLength(payload) <= LONGEST_PAYLOAD ? payload : changed
}

/**
 * Notifies all processes of a change with PostgreSQL NOTIFY. An import emits hundreds of events at once: while one
 * notification is being sent, the changes after it share the next one.
 *
 * @param products only these products have changed
 */
export async function notifyOfChange(
  container: MedusaContainer,
  changed: Changed = "catalog",
  products?: string[],
): Promise<void> {
  const pg = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const ofDatabase = sendings.get(pg) ?? new Map<Changed, Sending>()
  sendings.set(pg, ofDatabase)
  const send = (ids: Iterable<string> | undefined): Promise<void> => {
    const current = pg.raw("select pg_notify(?, ?)", [CHANNEL, payloadOf(changed, ids)]).then(() => undefined)
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
    return send(products)
  }
  if (running.next) {
    const shared = running.next
    shared.products = products && shared.products && new Set([...shared.products, ...products])
    return shared.sent
  }
  const next: NonNullable<Sending["next"]> = {
    sent: Promise.resolve(),
    products: products && new Set(products),
  }
  running.next = next
  next.sent = running.current.catch(() => undefined).then(() => send(next.products))
  return next.sent
}

/**
 * Subscribes to changes with PostgreSQL LISTEN on a separate connection. Reconnects when the
 * connection breaks.
 *
 * @param onChange called on each notification with what changed, and with the products if only these have changed. Called
 * without arguments after each connect, because a notification may have been missed
 * @param stopping aborts the subscription
 */
export async function listenForChanges(
  container: MedusaContainer,
  onChange: (changed?: string, products?: string[]) => void,
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
  onChange: (changed?: string, products?: string[]) => void,
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
  client.on("notification", ({ payload }) => {
    const [changed, ...products] = payload?.split(" ") ?? []
    onChange(changed, products.length ? products : undefined)
  })
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

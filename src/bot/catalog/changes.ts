import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "@medusajs/framework/pg"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { asError } from "../runtime/as-error"

const CHANNEL = "guldasta_catalog"
const RECONNECT_MS = 1000

let listening = false

/** Whether this process hears at once of changes that another one was told of. */
export function hearsOfChanges(): boolean {
  return listening
}

/** Tells all processes that the catalogue changed (PostgreSQL's NOTIFY). */
export async function tellOfChange(container: MedusaContainer): Promise<void> {
  await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(`notify ${CHANNEL}`)
}

/**
 * Listens for changes of the catalogue over a connection of its own, and connects again when that breaks.
 *
 * @param onChange called at each change, and after each time in which one could have been missed
 * @param stopping ends it
 */
export async function listenForChanges(
  container: MedusaContainer,
  onChange: () => void,
  stopping: AbortSignal,
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (let isReported = false; !stopping.aborted;) {
    try {
      await listen(container, onChange, stopping, () => (isReported = false))
    } catch (error) {
      if (!isReported) {
        logger.warn(`catalogue: no word of changes, connecting again: ${asError(error).message}`)
        isReported = true
      }
      await sleep(RECONNECT_MS, undefined, { signal: stopping }).catch(() => undefined)
    }
  }
}

/** @throws when the connection breaks */
async function listen(
  container: MedusaContainer,
  onChange: () => void,
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
    client.once("end", () => reject(new Error("the connection ended")))
    stopping.addEventListener("abort", () => resolve(), { once: true })
  })
  client.on("notification", onChange)
  try {
    // Both are waited for at once, so that a connection that breaks early is not an error that nobody catches.
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

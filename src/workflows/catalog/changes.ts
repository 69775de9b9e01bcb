import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { mergeCalls } from "../../lib/merge-calls"
import { listenTo, notify } from "../notifications"

const CHANNEL = "guldasta_catalog"

let listening = false

/** Returns true while this process is subscribed to the change notifications of other processes. */
export function isListening(): boolean {
  return listening
}

/** What a process keeps in memory: the catalogue with its zones and sales channels, or the roles of logins. */
export type Changed = "catalog" | "roles"

/** Maximum length of a notification: PostgreSQL refuses 8,000 bytes. */
const LONGEST_PAYLOAD = 7900

/** `catalog`, or `catalog prod_1 prod_2` when only these products have changed. */
function payloadOf(changed: Changed, products: string[] | undefined): string {
  const payload = [changed, ...(products ?? [])].join(" ")
  return Buffer.byteLength(payload) <= LONGEST_PAYLOAD ? payload : changed
}

/** Identifies the shop of a container: tests start several in one process. */
export const databaseOf = (container: MedusaContainer): object =>
  container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

type Change = { container: MedusaContainer; products?: string[] }

const sender = (changed: Changed) =>
  mergeCalls<Change>(
    ({ container, products }) => notify(container, CHANNEL, payloadOf(changed, products)),
    (one, other) => ({ container: one.container, products: together(one.products, other.products) }),
  )

const SENDERS: Record<Changed, ReturnType<typeof sender>> = {
  catalog: sender("catalog"),
  roles: sender("roles"),
}

/** The ids of two changes. Undefined when one of the changes has none, because it may concern any product. */
export function together(one?: string[], other?: string[]): string[] | undefined {
  return one && other && [...new Set([...one, ...other])]
}

/**
 * Notifies all processes of a change with PostgreSQL NOTIFY. While one notification is being sent, the changes after it
 * share the next one.
 *
 * @param products only these products have changed
 */
export async function notifyOfChange(
  container: MedusaContainer,
  changed: Changed = "catalog",
  products?: string[],
): Promise<void> {
  await SENDERS[changed](databaseOf(container), { container, products })
}

/**
 * Subscribes to changes. Reconnects when the connection breaks.
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
  await listenTo(container, CHANNEL, stopping, {
    connected: () => {
      listening = !stopping.aborted
      onChange()
    },
    disconnected: () => {
      listening = false
    },
    notification: (payload) => {
      const [changed, ...products] = payload.split(" ")
      onChange(changed, products.length ? products : undefined)
    },
  })
}

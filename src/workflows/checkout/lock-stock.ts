import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { setTimeout as sleep } from "node:timers/promises"
import { asError } from "../../lib/as-error"
import { shopError } from "../../lib/errors"

/** The fields of a cart's line that show which inventory items it needs. */
export type StockedLine = {
  variant?: {
    manage_inventory?: boolean | null
    inventory_items?: ({ inventory_item_id: string } | null)[] | null
  } | null
}

/**
 * Maximum time to wait for the locks in ms, expiry of a lock after a process crash in seconds, and retry
 * interval in ms.
 */
const WAIT_MS = 30_000
const EXPIRES_AFTER_SECONDS = 120
const RETRY_MS = 20

/** The lock keys, sorted so that two orders cannot deadlock. */
const keysOf = (inventoryItemIds: string[]) =>
  [...new Set(inventoryItemIds)].sort().map((id) => `stock:${id}`)

const ownerOf = (cartId: string) => `order-of:${cartId}`

/**
 * Locks inventory items while a cart becomes an order, so that no other order reserves them between the check
 * and the reservation.
 *
 * @throws try_again if other orders hold the locks for more than 30 s
 */
export async function lockStock(
  container: MedusaContainer,
  cartId: string,
  itemIds: string[],
): Promise<void> {
  const locking = container.resolve(Modules.LOCKING)
  const keys = keysOf(itemIds)
  const giveUpAt = Date.now() + WAIT_MS
  while (keys.length) {
    try {
      await locking.acquire(keys, { ownerId: ownerOf(cartId), expire: EXPIRES_AFTER_SECONDS })
      return
    } catch (error) {
      if (Date.now() > giveUpAt) {
        await unlockStock(container, cartId, itemIds)
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .warn(
            `Order of cart ${cartId}: its stock was locked by other orders for too long (${asError(error).message})`,
          )
        throw shopError(
          "try_again",
          "Other orders are using the same stock: try again.",
          MedusaError.Types.NOT_ALLOWED,
        )
      }
      await sleep(RETRY_MS)
    }
  }
}

/** Releases the cart's locks on inventory items. Other locks do not change. */
export async function unlockStock(
  container: MedusaContainer,
  cartId: string,
  itemIds: string[],
): Promise<void> {
  const keys = keysOf(itemIds)
  if (keys.length) {
    await container.resolve(Modules.LOCKING).release(keys, { ownerId: ownerOf(cartId) })
  }
}

/** Ids of the inventory items that these lines need. */
export function countedItems(lines: StockedLine[]): string[] {
  return lines
    .filter(({ variant }) => variant?.manage_inventory)
    .flatMap(({ variant }) => variant?.inventory_items ?? [])
    .filter((item) => item !== null)
    .map((item) => item.inventory_item_id)
}

/** Reads the ids of the inventory items that a cart needs. */
export async function listStockOfCart(container: MedusaContainer, cartId: string): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "items.variant.manage_inventory", "items.variant.inventory_items.inventory_item_id"],
    filters: { id: cartId },
  })
  const [found]: unknown[] = data
  return countedItems((found as { items: StockedLine[] }).items)
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { setTimeout as sleep } from "node:timers/promises"
import { shopError } from "../../lib/errors"

/** What is read of a cart's line to know which stock it takes from. */
export type StockedLine = {
  variant?: {
    manage_inventory?: boolean | null
    inventory_items?: ({ inventory_item_id: string } | null)[] | null
  } | null
}

/** How long an order waits for others of the same stems, and when a lock of a server that died is void. */
const PATIENCE_MS = 30_000
const EXPIRES_AFTER_SECONDS = 120
const RETRY_MS = 20

/** Sorted: two orders that take the same stems in another order would wait for each other for ever. */
const keysOf = (inventoryItemIds: string[]) =>
  [...new Set(inventoryItemIds)].sort().map((id) => `stock:${id}`)

const ownerOf = (cartId: string) => `order-of:${cartId}`

/**
 * Keeps other orders away from some inventory items while one cart becomes an order: between counting what
 * there is and reserving it, no one else may do either.
 *
 * @throws try_again when others hold them for too long
 */
export async function lockStock(
  container: MedusaContainer,
  cartId: string,
  itemIds: string[],
): Promise<void> {
  const locking = container.resolve(Modules.LOCKING)
  const keys = keysOf(itemIds)
  const giveUpAt = Date.now() + PATIENCE_MS
  while (keys.length) {
    try {
      await locking.acquire(keys, { ownerId: ownerOf(cartId), expire: EXPIRES_AFTER_SECONDS })
      return
    } catch (error) {
      if (Date.now() > giveUpAt) {
        await unlockStock(container, cartId, itemIds)
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .warn(`Order of cart ${cartId}: its stock was locked by other orders for too long (${String(error)})`)
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

/** Lets others at the items again; what is not held is left alone. */
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

/** The inventory items that some lines take from stock. */
export function countedItems(lines: StockedLine[]): string[] {
  return lines
    .filter(({ variant }) => variant?.manage_inventory)
    .flatMap(({ variant }) => variant?.inventory_items ?? [])
    .filter((item) => item !== null)
    .map((item) => item.inventory_item_id)
}

/** The inventory items that a cart takes from stock. */
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

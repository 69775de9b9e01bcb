import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Lock key of an order's payments. */
export const paymentsLock = (orderId: string) => `payment:${orderId}`

/** Lock times in s. */
const LOCK = { timeout: 30, expire: 120 }

/**
 * Runs an action under the payments lock of an order. The lock excludes concurrent settlements, changes of the
 * payment method, refunds by the gateway and resolutions by staff.
 *
 * Order of the locks, which prevents deadlocks: `announce:<assignment>`, then this lock, then `assignment:<assignment>`,
 * then the gateway module's advisory lock of the order. Code that holds a lock never waits for an earlier one of this
 * list. So an action of the workshop, which holds the lock of its assignment, does not take this lock.
 *
 * @throws if the lock is not free within 30 s
 */
export function withPaymentsLock<Result>(
  container: MedusaContainer,
  orderId: string,
  act: () => Promise<Result>,
): Promise<Result> {
  return container.resolve(Modules.LOCKING).execute([paymentsLock(orderId)], act, LOCK)
}

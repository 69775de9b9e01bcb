import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** The lock of an order's payments, by the order's id. */
export const paymentsLock = (orderId: string) => `payment:${orderId}`

/** Seconds that the order's other payments, or its turning to another way to pay, may take. */
const LOCK = { timeout: 30, expire: 120 }

/**
 * Does something while nobody else is at an order's payments: of two only one is to be its payment, and none of one that
 * turns to another way to pay; and who settles a payment sees all that its gateway has given back, and all that staff
 * have resolved.
 */
export function withPaymentsLock<Result>(
  container: MedusaContainer,
  orderId: string,
  act: () => Promise<Result>,
): Promise<Result> {
  return container.resolve(Modules.LOCKING).execute([paymentsLock(orderId)], act, LOCK)
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Renewal } from "../../modules/hold/types"
import { settingsOf } from "../settings"
import { readDemand } from "../../medusa-sql/demand"
import { holdModuleOf } from "./hold-module"
import { demandOf, holdMinutesInAll, renewalStep } from "./rules"
import { fitHold } from "./take-hold"

const LOCK_SECONDS = 10

/** How the shop renews holds. */
export function renewalOf(container: MedusaContainer): Renewal {
  const { holdMinutes, holdTotalMinutes } = settingsOf(container)
  const total = holdMinutesInAll(holdMinutes, holdTotalMinutes)
  return { minutes: holdMinutes, total, step: renewalStep(holdMinutes) }
}

/**
 * Adjusts the hold of an open cart to its lines, while the cart is locked: during a change, the hold exceeds
 * the stored lines.
 */
export async function fitHoldOfCart(container: MedusaContainer, cartId: string): Promise<void> {
  const locking = container.resolve(Modules.LOCKING)
  await locking.execute([cartId], () => fitHold(container, cartId), { timeout: LOCK_SECONDS })
}

/**
 * Extends the hold of a cart up to its total time, because its shopper is active. If the hold has ended, the available
 * part is held again, without an error for the rest: the caller shows the shopper which lines are unavailable.
 *
 * @returns the end of the hold; null if the cart holds nothing
 */
export async function keepHold(container: MedusaContainer, cartId: string): Promise<Date | null> {
  const renew = () => holdModuleOf(container).renew(cartId, renewalOf(container))
  const renewed = await renew()
  if (renewed || !demandOf(await readDemand(container, cartId)).size) {
    return renewed
  }
  await fitHoldOfCart(container, cartId)
  return renew()
}

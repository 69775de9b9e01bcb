import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Renewal } from "../../modules/hold/types"
import { settingsOf } from "../settings"
import { readDemand } from "../../medusa-sql/demand"
import { holdModuleOf } from "./hold-module"
import { demandOf, renewalStep } from "./rules"
import { fitHold } from "./take-hold"

const LOCK_SECONDS = 10

/** How the shop renews holds. */
export function renewalOf(container: MedusaContainer): Renewal {
  const { holdMinutes } = settingsOf(container)
  return { minutes: holdMinutes, step: renewalStep(holdMinutes) }
}

/**
 * Fits the hold of an open cart to its lines, under the cart's lock: a change in progress holds more than the lines
 * show.
 */
export async function fitHoldOfCart(container: MedusaContainer, cartId: string): Promise<void> {
  const locking = container.resolve(Modules.LOCKING)
  await locking.execute([cartId], () => fitHold(container, cartId), { timeout: LOCK_SECONDS })
}

/**
 * Renews the hold of a cart because its owner is active. Holds what is still there of a hold that has ended, and reports
 * nothing about the rest: the screen of the cart compares its lines with the stock.
 *
 * @returns the end of the hold; null when the cart holds nothing
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

import type { MedusaContainer } from "@medusajs/framework/types"
import type { Language } from "../../lib/shop"
import { isFilled, isOrdered } from "../../medusa-sql/conditions"
import type { EndingHold as Ending } from "../../modules/hold/types"
import { readerOfCart } from "../../modules/telegram/statements"
import { settingsOf } from "../settings"
import { holdModuleOf } from "./hold-module"
import { warningLead } from "./rules"

/** A hold near its end. It has no shopper if the cart is empty, of another channel, or the shopper blocked the bot. */
export type EndingHold = Ending<Language>

const SHOPPER = `${readerOfCart("hold.cart_id")} AND ${isFilled("hold.cart_id")}`

/** Holds that end soon and whose shoppers are not warned yet. */
export function listHoldsToWarnOf(container: MedusaContainer): Promise<EndingHold[]> {
  const { holdMinutes, holdWarningMinutes } = settingsOf(container)
  return holdModuleOf(container).listToWarn(SHOPPER, warningLead(holdMinutes, holdWarningMinutes))
}

/** Holds that have ended. */
export const listEndedHolds = (container: MedusaContainer): Promise<EndingHold[]> =>
  holdModuleOf(container).listEnded(SHOPPER)

/** Deletes the holds of carts that are orders: a process died before it released them. */
export const dropHoldsOfOrders = (container: MedusaContainer): Promise<void> =>
  holdModuleOf(container).dropOrdered(isOrdered("hold.cart_id"))

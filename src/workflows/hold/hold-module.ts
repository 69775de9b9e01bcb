import type { MedusaContainer } from "@medusajs/framework/types"
import { locationsOfCart, unreservedAt } from "../../medusa-sql/conditions"
import { HOLD_MODULE } from "../../modules/hold"
import type HoldModuleService from "../../modules/hold/service"

/** The hold module's service. */
export const holdModuleOf = (container: MedusaContainer) => container.resolve<HoldModuleService>(HOLD_MODULE)

/** Unreserved pieces of the item `wanted.id` at the locations of a cart's sales channel, as an expression. */
export const unreservedForCart = (cart: string) => unreservedAt("wanted.id", locationsOfCart(cart))

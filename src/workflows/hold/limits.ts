import type { MedusaContainer } from "@medusajs/framework/types"
import { escapeLiteral } from "@medusajs/framework/pg"
import { storeClient } from "../../lib/store-client"
import { catalogueValue, isOfKnown } from "../../medusa-sql/conditions"
import { hasFewHolds } from "../../modules/hold/statements"
import type { HoldLimits } from "../../modules/hold/types"
import { limitsOf } from "../settings"
import { isKnown } from "./known-buyer"

/**
 * What a cart may hold. A cart of a known buyer, such as each cart of the bot, has no limits. The limits are part of the
 * statement that holds the stock.
 *
 * @param units the units of the cart's variants after the change
 * @param completing whether the cart becomes an order: then the limits of orders apply instead
 */
export function holdLimits(
  container: MedusaContainer,
  cartId: string,
  units: { variant_id: string; quantity: number }[],
  completing: boolean,
): HoldLimits {
  const { guestHoldPieces, guestHoldValue, guestHoldsPerAddress } = limitsOf(container)
  if (completing) {
    return { may_grow: "true", address: "NULL" }
  }
  const cart = escapeLiteral(cartId)
  const client = storeClient()
  const address = client ? escapeLiteral(client) : "NULL"
  const pieces = units.reduce((sum, { quantity }) => sum + quantity, 0)
  const conditions = [
    ...(guestHoldPieces ? [String(pieces <= guestHoldPieces)] : []),
    ...(guestHoldValue
      ? [`${catalogueValue(escapeLiteral(JSON.stringify(units)), cart)} <= ${guestHoldValue}`]
      : []),
    ...(guestHoldsPerAddress ? [hasFewHolds(address, cart, guestHoldsPerAddress)] : []),
  ]
  const known = isOfKnown(cart, isKnown)
  return {
    may_grow: conditions.length
      ? `CASE WHEN ${known} THEN true ELSE ${conditions.join(" AND ")} END`
      : "true",
    address: client ? `CASE WHEN ${known} THEN NULL ELSE ${address} END` : "NULL",
    ...(client ? { lock: `client:${client}` } : {}),
  }
}

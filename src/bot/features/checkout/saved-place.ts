import { errorCode } from "../../../lib/errors"
import type { DeliveryChanges } from "../../../workflows/delivery/types"
import type { ShopContext } from "../../runtime/context"
import type { SavedAddress, SavedRecipient } from "../../ui/saved-addresses"
import { atStep, proceed, saveAnswer, showNothingToOrder } from "./proceed"
import { changeDelivery, forgetAgain } from "./state"

/** Fills in a saved address, with its zone if the zone still exists. @param others other answers to save */
export async function savePlace(
  ctx: ShopContext,
  { text, latitude, longitude, shipping_option_id: zone }: SavedAddress,
  others: DeliveryChanges = {},
): Promise<void> {
  const { cart_id: cartId } = ctx.account
  if (!cartId) {
    return showNothingToOrder(ctx)
  }
  const changes: DeliveryChanges = {
    ...others,
    ...(text ? { address: text } : {}),
    ...(latitude === null || longitude === null ? {} : { latitude, longitude }),
  }
  if (zone && latitude === null) {
    try {
      const view = await changeDelivery(ctx, cartId, { ...changes, shipping_option_id: zone })
      forgetAgain(ctx, changes)
      return await proceed(ctx, undefined, view)
    } catch (error) {
      // The saved zone no longer exists: saves only the place, and the next step asks for the zone.
      if (errorCode(error) !== "invalid_shipping_option") {
        throw error
      }
    }
  }
  return saveAnswer(ctx, changes, atStep("address"))
}

/** Fills in a saved recipient with their address. @param others other answers to save */
export function saveRecipient(
  ctx: ShopContext,
  recipient: SavedRecipient,
  others: DeliveryChanges = {},
): Promise<void> {
  const { name, phone } = recipient
  // The address of the recipient that the cart had before belongs to someone else.
  const noPlace = { address: null, latitude: null, longitude: null }
  return savePlace(ctx, recipient, { ...others, recipient_name: name, recipient_phone: phone, ...noPlace })
}

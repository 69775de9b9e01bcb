import { Composer } from "grammy"
import { errorCode } from "../../../lib/errors"
import type { DeliveryChanges } from "../../../workflows/delivery/types"
import type { ShopContext } from "../../runtime/context"
import { openCheckout } from "../../ui/navigation"
import { savedAddresses } from "../../ui/saved-addresses"
import {
  askLocation,
  back,
  chooseAddress,
  chooseDay,
  chooseSlot,
  chooseMethod,
  chooseZone,
  clear,
  edit,
  editAnswers,
  keep,
  leave,
  setAnonymous,
  toSummary,
} from "./buttons"
import { goBack, leaveCheckout } from "./exits"
import { atStep, proceed, showNothingToOrder, showStep, saveAnswer } from "./proceed"
import { askPromo, removePromos } from "./promo"
import { ownName, ownPhone } from "./recipient"
import { showEdit } from "./screens/edit"
import { isExtra, showExtra } from "./screens/extra"
import { askAddress } from "./screens/place"
import { showSlots } from "./screens/slot"
import { askAgain, changeDelivery, loadDelivery } from "./state"
import { isStep } from "./steps-order"

/** Handlers of the checkout's buttons, except the pay buttons. */
export const taps = new Composer<ShopContext>()

openCheckout.on(taps, (ctx) => proceed(ctx))
toSummary.on(taps, (ctx) => proceed(ctx))
leave.on(taps, leaveCheckout)
keep.on(taps, (ctx) => proceed(ctx))
back.on(taps, (ctx, { step }) => (isStep(step) ? goBack(ctx, step) : proceed(ctx)))

chooseMethod.on(taps, async (ctx, { method }) => {
  if (method === "other") {
    return chooseOther(ctx)
  }
  return method === "me" || method === "pickup"
    ? chooseMe(ctx, method === "me" ? "delivery" : "pickup")
    : proceed(ctx, ctx.t("common.stale"))
})

/** The shopper is the recipient. Takes the name from Telegram and the phone from an earlier order. */
async function chooseMe(ctx: ShopContext, method: "delivery" | "pickup"): Promise<void> {
  const { cart_id: cartId } = ctx.account
  if (!cartId) {
    return showNothingToOrder(ctx)
  }
  const [{ delivery }, phone] = await Promise.all([loadDelivery(ctx, cartId), ownPhone(ctx)])
  const changes: DeliveryChanges = { method, for_someone_else: false }
  const name = ownName(ctx)
  const wasForOther = delivery.for_someone_else
  if (name && (wasForOther || !delivery.recipient_name)) {
    changes.recipient_name = name
  }
  if (phone && (wasForOther || !delivery.recipient_phone)) {
    changes.recipient_phone = phone
  }
  askAgain(ctx, [
    ...(wasForOther && !name ? ["recipient_name" as const] : []),
    ...(wasForOther && !phone ? ["recipient_phone" as const] : []),
  ])
  return saveAnswer(ctx, changes, atStep("method"))
}

/**
 * Someone else is the recipient. Asks for name and phone again, because the stored ones belong to the
 * shopper. The shopper's own phone comes from an earlier order.
 */
async function chooseOther(ctx: ShopContext): Promise<void> {
  const { cart_id: cartId } = ctx.account
  if (!cartId) {
    return showNothingToOrder(ctx)
  }
  const [{ delivery }, phone] = await Promise.all([loadDelivery(ctx, cartId), ownPhone(ctx)])
  if (!delivery.for_someone_else) {
    askAgain(ctx, ["recipient_name", "recipient_phone"])
  }
  const changes: DeliveryChanges = { method: "delivery", for_someone_else: true }
  if (phone && !delivery.giver_phone) {
    changes.giver_phone = phone
  }
  return saveAnswer(ctx, changes, atStep("method"))
}

chooseZone.on(taps, (ctx, { optionId }) =>
  saveAnswer(ctx, { shipping_option_id: optionId }, atStep("shipping_option_id")),
)

chooseDay.on(taps, (ctx, { day }) => withView(ctx, (view) => showSlots(ctx, view, undefined, day)))

chooseSlot.on(taps, (ctx, { slotId }) =>
  saveAnswer(
    ctx,
    { slot_id: slotId },
    // A slot id starts with its date. The screen stays on that day.
    { retry: (_, view, notice) => showSlots(ctx, view, notice, slotId.slice(0, 10)) },
  ),
)

chooseAddress.on(taps, async (ctx, { addressId }) => {
  const address = (await savedAddresses(ctx)).find(({ id }) => id === addressId)
  const { cart_id: cartId } = ctx.account
  if (!address || !cartId) {
    return proceed(ctx, ctx.t("common.stale"))
  }
  const { text, latitude, longitude, shipping_option_id: zone } = address
  const place: DeliveryChanges = {
    ...(text ? { address: text } : {}),
    ...(latitude === null || longitude === null ? {} : { latitude, longitude }),
  }
  if (zone && latitude === null) {
    try {
      const view = await changeDelivery(ctx, cartId, { ...place, shipping_option_id: zone })
      return await proceed(ctx, undefined, view)
    } catch (error) {
      // The saved zone no longer exists: saves only the place, and the next step asks for the zone.
      if (errorCode(error) !== "invalid_shipping_option") {
        throw error
      }
    }
  }
  return saveAnswer(ctx, place, atStep("address"))
})

askLocation.on(taps, (ctx) => withView(ctx, (view) => askAddress(ctx, view)))

edit.on(taps, (ctx, { what }) => {
  if (what === "promo") {
    return askPromo(ctx)
  }
  return withView(ctx, (view) => {
    if (isExtra(what)) {
      return showExtra(ctx, what, view.delivery)
    }
    return isStep(what) ? showStep(ctx, what, view) : proceed(ctx, undefined, view)
  })
})

editAnswers.on(taps, (ctx) => withView(ctx, (view) => showEdit(ctx, view)))

clear.on(taps, (ctx, { what }) => {
  if (what === "promo") {
    return removePromos(ctx)
  }
  return isExtra(what)
    ? saveAnswer(ctx, { [what]: null }, { retry: (_, view) => proceed(ctx, undefined, view) })
    : proceed(ctx)
})

setAnonymous.on(taps, (ctx, { on }) =>
  saveAnswer(
    ctx,
    { anonymous: on === "1" },
    {
      retry: (_, view) => proceed(ctx, undefined, view),
      then: (view) => showEdit(ctx, view),
    },
  ),
)

/**
 * Loads the cart's delivery and passes the delivery to `showIt`. Says that there is nothing to order when
 * there is no cart.
 */
async function withView(
  ctx: ShopContext,
  showIt: (view: Awaited<ReturnType<typeof loadDelivery>>) => Promise<void>,
): Promise<void> {
  const { cart_id: cartId } = ctx.account
  return cartId ? showIt(await loadDelivery(ctx, cartId)) : showNothingToOrder(ctx)
}

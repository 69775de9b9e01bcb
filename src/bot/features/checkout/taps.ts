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
  choosePaymentMethod,
  chooseZone,
  clear,
  edit,
  keep,
  leave,
  setAnonymous,
  toSummary,
} from "./buttons"
import { goBack, leaveCheckout } from "./exits"
import { atStep, proceed, showNothingToOrder, showStep, tellDelivery } from "./proceed"
import { askPromo, removePromos } from "./promo"
import { ownName, ownPhone } from "./recipient"
import { isExtra, showExtra } from "./screens/extra"
import { askAddress } from "./screens/place"
import { showSlots } from "./screens/slot"
import { askAgain, changeDelivery, loadDelivery } from "./state"
import { isStep } from "./steps-order"

/** The checkout's buttons. */
export const taps = new Composer<ShopContext>()

openCheckout.on(taps, (ctx) => proceed(ctx))
toSummary.on(taps, (ctx) => proceed(ctx))
leave.on(taps, leaveCheckout)
keep.on(taps, (ctx) => proceed(ctx))
back.on(taps, (ctx, { step }) => (isStep(step) ? goBack(ctx, step) : proceed(ctx)))

choosePaymentMethod.on(taps, async (ctx, { way }) => {
  if (way === "other") {
    return chooseOther(ctx)
  }
  return way === "me" || way === "pickup"
    ? chooseMe(ctx, way === "me" ? "delivery" : "pickup")
    : proceed(ctx, ctx.t("common.stale"))
})

/** For oneself: the name is Telegram's, and the phone is asked once in a lifetime. */
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
  return tellDelivery(ctx, changes, atStep("method"))
}

/** For another: whatever name and phone the cart has are one's own, and are asked anew. */
async function chooseOther(ctx: ShopContext): Promise<void> {
  const { cart_id: cartId } = ctx.account
  if (!cartId) {
    return showNothingToOrder(ctx)
  }
  const { delivery } = await loadDelivery(ctx, cartId)
  if (!delivery.for_someone_else) {
    askAgain(ctx, ["recipient_name", "recipient_phone"])
  }
  return tellDelivery(ctx, { method: "delivery", for_someone_else: true }, atStep("method"))
}

chooseZone.on(taps, (ctx, { optionId }) =>
  tellDelivery(ctx, { shipping_option_id: optionId }, atStep("shipping_option_id")),
)

chooseDay.on(taps, (ctx, { day }) => withView(ctx, (view) => showSlots(ctx, view, undefined, day)))

chooseSlot.on(taps, (ctx, { slotId }) =>
  tellDelivery(
    ctx,
    { slot_id: slotId },
    // The day is the slot id's first part; the screen stays on it.
    { retry: (_, view, word) => showSlots(ctx, view, word, slotId.slice(0, 10)) },
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
      // The zone is no more; the place alone is taken, and the zone asked.
      if (errorCode(error) !== "invalid_shipping_option") {
        throw error
      }
    }
  }
  return tellDelivery(ctx, place, atStep("address"))
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

clear.on(taps, (ctx, { what }) => {
  if (what === "promo") {
    return removePromos(ctx)
  }
  return isExtra(what)
    ? tellDelivery(ctx, { [what]: null }, { retry: (_, view) => proceed(ctx, undefined, view) })
    : proceed(ctx)
})

setAnonymous.on(taps, (ctx, { on }) =>
  tellDelivery(ctx, { anonymous: on === "1" }, { retry: (_, view) => proceed(ctx, undefined, view) }),
)

/** Shows something of the cart's delivery, if there is a cart. */
async function withView(
  ctx: ShopContext,
  showIt: (view: Awaited<ReturnType<typeof loadDelivery>>) => Promise<void>,
): Promise<void> {
  const { cart_id: cartId } = ctx.account
  return cartId ? showIt(await loadDelivery(ctx, cartId)) : showNothingToOrder(ctx)
}

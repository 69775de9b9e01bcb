import { Composer } from "grammy"
import type { CartDeliveryView, DeliveryChanges } from "../../../workflows/delivery/types"
import type { ShopContext } from "../../runtime/context"
import { noDay } from "../../ui/calendar"
import { openCheckout } from "../../ui/navigation"
import { savedAddresses, savedRecipients } from "../../ui/saved-addresses"
import {
  askLocation,
  back,
  chooseAddress,
  chooseDay,
  chooseSlot,
  chooseMethod,
  chooseRecipient,
  chooseTime,
  chooseZone,
  clear,
  edit,
  editAnswers,
  keep,
  leave,
  setSwitch,
  toSummary,
} from "./buttons"
import { askCard } from "./card-answers"
import { goBack, leaveCheckout } from "./exits"
import { atStep, proceed, showNothingToOrder, showStep, saveAnswer } from "./proceed"
import { askPromo, removePromos } from "./promo"
import { ownName, ownPhone } from "./recipient"
import { savePlace, saveRecipient } from "./saved-place"
import { showEdit } from "./screens/edit"
import { offersExactTime, showExactTimes } from "./screens/exact-time"
import { isExtra, showExtra } from "./screens/extra"
import { askAddress } from "./screens/place"
import { showSlots } from "./screens/slot"
import { isSwitch } from "./screens/parts"
import { askAgain, askedAgain, loadDelivery } from "./state"
import { isStep, nextStep } from "./steps-order"

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

noDay.on(taps, (ctx) => ctx.answer(ctx.t.plain("checkout.calendar_no_day")))

chooseSlot.on(taps, (ctx, { slotId }) =>
  saveAnswer(
    ctx,
    { slot_id: slotId },
    // A slot id starts with its date. The screen stays on that day.
    {
      retry: (_, view, notice) => showSlots(ctx, view, notice, slotId.slice(0, 10)),
      then: (view) => (offersExactTime(view) ? showExactTimes(ctx, view) : proceed(ctx, undefined, view)),
    },
  ),
)

chooseTime.on(taps, (ctx, { time }) =>
  saveAnswer(
    ctx,
    { exact_time: time === "any" ? null : `${time.slice(0, 2)}:${time.slice(2)}` },
    { retry: (_, view, notice) => showSlots(ctx, view, notice) },
  ),
)

chooseAddress.on(taps, async (ctx, { addressId }) => {
  const address = (await savedAddresses(ctx)).find(({ id }) => id === addressId)
  return address ? savePlace(ctx, address) : proceed(ctx, ctx.t("common.stale"))
})

chooseRecipient.on(taps, async (ctx, { recipientId }) => {
  const recipient = (await savedRecipients(ctx)).find(({ id }) => id === recipientId)
  return recipient ? saveRecipient(ctx, recipient) : proceed(ctx, ctx.t("common.stale"))
})

askLocation.on(taps, (ctx) => withView(ctx, (view) => askAddress(ctx, view)))

edit.on(taps, (ctx, { what }) => {
  if (what === "promo") {
    return askPromo(ctx)
  }
  if (what === "card_text") {
    return askCard(ctx)
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

setSwitch.on(taps, (ctx, { which, on }) => {
  if (!isSwitch(which)) {
    return proceed(ctx, ctx.t("common.stale"))
  }
  const step = ctx.session.expects?.question === "checkout.recipient_phone" ? "recipient_phone" : undefined
  const showAgain = (view: CartDeliveryView) => (step ? showStep(ctx, step, view) : nextOrEdit(ctx, view))
  return saveAnswer(ctx, { [which]: on === "1" }, { retry: (_, view) => showAgain(view), then: showAgain })
})

/** A switch can remove an answer, such as the address: then the bot asks for it. */
const nextOrEdit = (ctx: ShopContext, view: CartDeliveryView): Promise<void> =>
  nextStep(view, askedAgain(ctx)) ? proceed(ctx, undefined, view) : showEdit(ctx, view)

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

import { InlineKeyboard } from "grammy"
import { errorCode } from "../../../lib/errors"
import type { CartDeliveryView, DeliveryChanges } from "../../../workflows/delivery/types"
import type { ShopContext } from "../../runtime/context"
import { notifyOfUndeliverable } from "../../messages/announcements/undeliverable"
import { expectNothing } from "../../ui/expect"
import { openCart, openCatalog, openHelp, openMenu } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { asksForCard, cardOf } from "./card"
import { showCard } from "./screens/card"
import { showMethod } from "./screens/method"
import { showAddress, showOutOfZone, showZones } from "./screens/place"
import { showGiverPhone, showName, showPhone } from "./screens/recipient"
import { showSlots } from "./screens/slot"
import { showSummary } from "./screens/summary"
import { askedAgain, changeDelivery, forgetAgain, keepCart, loadDelivery, loadCart } from "./state"
import { nextStep, type Step } from "./steps-order"

type ShowStep = (ctx: ShopContext, view: CartDeliveryView, notice?: string) => Promise<void>

const SCREENS: Record<Step, ShowStep> = {
  method: showMethod,
  recipient_name: showName,
  recipient_phone: showPhone,
  address: showAddress,
  shipping_option_id: showZones,
  slot_id: showSlots,
  giver_phone: showGiverPhone,
}

/** Shows one step of the checkout. @param notice status message shown first, HTML */
export async function showStep(
  ctx: ShopContext,
  step: Step,
  view: CartDeliveryView,
  notice?: string,
): Promise<void> {
  await SCREENS[step](ctx, view, notice)
}

/**
 * Shows the first step without an answer, or the summary when all steps have one.
 * The cart's delivery stores the answers, so a shopper can continue after a day. Without a cart to order, the
 * bot says so.
 *
 * @param notice status message shown first, HTML
 * @param known the cart's delivery, when the caller has just read it
 */
export async function proceed(ctx: ShopContext, notice?: string, known?: CartDeliveryView): Promise<void> {
  const { cart_id: cartId } = ctx.account
  if (!cartId || !(await keepCart(ctx))) {
    return showNothingToOrder(ctx)
  }
  ctx.session.checkout = { ...ctx.session.checkout, begun: cartId }
  const view = known ?? (await loadDelivery(ctx, cartId))
  if (!view.shipping_options.length) {
    return showNotDeliverable(ctx, cartId)
  }
  const step = nextStep(view, askedAgain(ctx))
  if (!step) {
    return finish(ctx, view, notice)
  }
  if (step === "shipping_option_id" && !view.shipping_options.some(({ method }) => method === "delivery")) {
    return showMethod(ctx, view, ctx.t("checkout.pickup_only"))
  }
  const onlyZone = step === "shipping_option_id" ? theOnlyZone(view) : undefined
  if (onlyZone) {
    return saveAnswer(ctx, { shipping_option_id: onlyZone }, atStep(step))
  }
  // The chosen slot is no longer available: says why the bot asks again.
  const isSlotOver = step === "slot_id" && view.delivery.slot_id !== null
  return showStep(ctx, step, view, notice ?? (isSlotOver ? ctx.t("checkout.slot_over") : undefined))
}

/** Asks about the greeting card, if it has no answer, or shows the summary. */
async function finish(ctx: ShopContext, view: CartDeliveryView, notice?: string): Promise<void> {
  const cart = await loadCart(ctx)
  if (!cart) {
    return showNothingToOrder(ctx)
  }
  const card = await cardOf(ctx, cart, view.delivery)
  return asksForCard(view.delivery, card)
    ? showCard(ctx, view, card, notice)
    : showSummary(ctx, cart, view, notice)
}

/** The zone to choose without asking, when the shop has one zone only. */
function theOnlyZone({ shipping_options: options }: CartDeliveryView): string | undefined {
  const zones = options.filter(({ method }) => method === "delivery")
  return zones.length === 1 ? zones[0].id : undefined
}

/** Says that no delivery and no pick-up serves all products of the cart, and notifies staff of the products to correct. */
async function showNotDeliverable(ctx: ShopContext, cartId: string): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  await notifyOfUndeliverable(ctx.container, cartId)
  await show(ctx, {
    text: t("errors.not_deliverable"),
    photo: banner("cart"),
    keyboard: new InlineKeyboard()
      .text(t.plain("common.menu_cart"), openCart.pack({}))
      .text(t.plain("common.menu_help"), openHelp.pack({}))
      .row()
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

/** Says that there is nothing to order: the cart is empty or already ordered. */
export async function showNothingToOrder(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  await show(ctx, {
    text: t("checkout.nothing"),
    photo: banner("cart"),
    keyboard: new InlineKeyboard()
      .text(t.plain("common.menu_catalog"), openCatalog.pack({}))
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

/** Errors of a cart that another tap or another device has ordered or removed. */
const CART_GONE = ["cart_not_found", "cart_completed"]

export type AnswerHandling = {
  /** Asks the question again. @param notice what is wrong with the answer, HTML */
  retry: ShowStep
  /** Called after the answer is saved, instead of showing the next step. */
  then?: (view: CartDeliveryView) => Promise<void>
}

/** Handling of an answer to one step: on an error, asks that step again. */
export function atStep(step: Step, then?: AnswerHandling["then"]): AnswerHandling {
  return { retry: (ctx, view, notice) => showStep(ctx, step, view, notice), then }
}

/**
 * Saves an answer to the cart's delivery and shows the next step. On an invalid answer, says what is wrong
 * and asks again.
 */
export async function saveAnswer(
  ctx: ShopContext,
  changes: DeliveryChanges,
  { retry, then }: AnswerHandling,
): Promise<void> {
  const { cart_id: cartId } = ctx.account
  if (!cartId) {
    return showNothingToOrder(ctx)
  }
  let view: CartDeliveryView
  try {
    view = await changeDelivery(ctx, cartId, changes)
  } catch (error) {
    return showProblem(ctx, error, cartId, retry)
  }
  forgetAgain(ctx, changes)
  return then ? then(view) : proceed(ctx, undefined, view)
}

async function showProblem(ctx: ShopContext, error: unknown, cartId: string, retry: ShowStep): Promise<void> {
  const code = errorCode(error) ?? ""
  if (CART_GONE.includes(code)) {
    return showNothingToOrder(ctx)
  }
  const key = `errors.${code}`
  if (!ctx.t.has(key)) {
    throw error
  }
  const view = await loadDelivery(ctx, cartId)
  if (code === "out_of_zone") {
    return showOutOfZone(ctx, view)
  }
  if (!ctx.callbackQuery) {
    return retry(ctx, view, ctx.t(key))
  }
  await ctx.answer(ctx.t.plain(key), { alert: true })
  return retry(ctx, view)
}
